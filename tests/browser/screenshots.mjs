/*
 * A page of each kind at three widths, light and dark, beside the pictures that are
 * committed in screenshots/. UPDATE=1 renews those that differ; look at them before you
 * commit them. What differs is left beside the build, in check-pages/screenshots.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, require, run, serve, sites } from './site.mjs';
import { packPng } from './png.mjs';

const { PNG } = require('pngjs');
const pixelmatch = (await import(`file://${require.resolve('pixelmatch')}`)).default;

const MOST = 0.005; /* of all pixels may differ */
const site = sites().find(({ name }) => name === 'every-kind');
const { origin, close } = await serve(site);
const kept = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, 'screenshots');
const made = join(process.env.MODULES, 'screenshots');
const browser = await launch();

const kinds = {
  home: '', topic: 'offshore-wind/', guide: 'offshore-wind/beginner/', chain: 'offshore-wind/beginner/#supply-chain',
  commitments: 'offshore-wind/beginner/#commitments', superseded: 'offshore-wind/beginner/v1/',
  changes: 'offshore-wind/beginner/v2/changes/', missing: '404.html',
};
const sizes = { 360: 720, 768: 900, 1440: 900 };

const picture = async (path, width, colorScheme) => {
  const context = await browser.newContext({ viewport: { width, height: sizes[width] }, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date('2026-06-01T12:00:00'));
  await page.goto(origin + site.base + path);
  const bytes = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await context.close();
  return bytes;
};

/* How much of PICTURE differs from what is kept under NAME; the difference is drawn. */
const differs = (name, picture) => {
  const before = PNG.sync.read(readFileSync(join(kept, name)));
  if (before.width !== picture.width || before.height !== picture.height) return 1;
  const difference = new PNG({ width: before.width, height: before.height });
  const count = pixelmatch(before.data, picture.data, difference.data, before.width, before.height, { threshold: 0.15 });
  if (count) writeFileSync(join(made, `difference-${name}`), PNG.sync.write(difference));
  return count / (before.width * before.height);
};

const check = async (name, path, width, scheme) => {
  const now = PNG.sync.read(await picture(path, width, scheme));
  const part = existsSync(join(kept, name)) ? differs(name, now) : 1;
  if (part <= MOST) return `${(part * 100).toFixed(3)} % differ`;
  writeFileSync(join(process.env.UPDATE ? kept : made, name), packPng(now));
  assert.ok(process.env.UPDATE, `${(part * 100).toFixed(2)} % of it differ: see ${join(made, name)}; UPDATE=1 takes it`);
  return 'renewed';
};

rmSync(made, { recursive: true, force: true });
[kept, made].forEach((path) => mkdirSync(path, { recursive: true }));
await run(Object.entries(kinds).flatMap(([kind, path]) => Object.keys(sizes).flatMap((width) => ['light', 'dark'].map((scheme) => {
  const name = `${kind}-${width}-${scheme}.png`;
  return [name, () => check(name, path, Number(width), scheme)];
}))), 2);
await browser.close();
close();
