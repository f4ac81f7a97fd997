/*
 * What a page costs the reader: bytes as they are sent, requests, and letters that move
 * while it loads, even where its script comes late.
 */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { launch, run, serve, sites } from './site.mjs';

const BYTES = 100_000;
const REQUESTS = 6;
const browser = await launch();

/* {sent, requests, shift, others} of a page at a width, read to its end. */
const measure = async (origin, path, width, late) => {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const sent = new Map();
  const others = [];
  await session.send('Network.enable');
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    sent.set(requestId, 0);
    if (!request.url.startsWith(origin)) others.push(request.url);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sent.set(requestId, encodedDataLength));
  await page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.shifts.push(
      `${entry.value.toFixed(4)} of ${entry.sources.map(({ node }) => node?.className || node?.nodeName).join(', ')}`,
    ))).observe({ type: 'layout-shift', buffered: true });
  });
  if (late) await page.route('**/script.js', async (route) => { await setTimeout(400); await route.continue(); });
  await page.goto(origin + path, { waitUntil: 'networkidle' });
  await page.evaluate(async () => {
    for (let at = 0; at < document.documentElement.scrollHeight; at += innerHeight) {
      scrollTo(0, at);
      await new Promise(requestAnimationFrame);
    }
  });
  const shifts = await page.evaluate(() => window.shifts);
  await context.close();
  return { bytes: [...sent.values()].reduce((a, b) => a + b, 0), requests: sent.size, shifts, others };
};

const check = async (origin, path) => {
  const wide = await measure(origin, path, 1440, false);
  const narrow = await measure(origin, path, 360, true);
  assert.deepEqual([...wide.shifts, ...narrow.shifts], [], 'nothing moves');
  assert.deepEqual([...wide.others, ...narrow.others], [], 'nobody else is asked');
  assert.ok(wide.requests <= REQUESTS, `${wide.requests} requests`);
  assert.ok(wide.bytes < BYTES, `${wide.bytes} bytes`);
  return `${(wide.bytes / 1000).toFixed(1)} kB, ${wide.requests} requests, layout shift 0`;
};

const all = await Promise.all(sites().map(async (site) => ({ ...site, ...await serve(site) })));
await run(all.flatMap(({ name, origin, pages }) => pages
  .filter((path) => !/\/v\d+\/(changes\/)?$/.test(path)).map((path) => [`${name}: ${path}`, () => check(origin, path)])), 2);
await browser.close();
all.forEach(({ close }) => close());
