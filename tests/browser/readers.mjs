/*
 * Every way to read a page: by keyboard alone, without scripts, without styles, at four
 * times the size, in the system's few colours, and on paper.
 */
import assert from 'node:assert/strict';
import { launch, run, serve, sites } from './site.mjs';

const browser = await launch();

/* The page at a URL, given to TEST, then closed. */
const on = async (url, options, test, before = () => {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  await before(page);
  await page.goto(url);
  try {
    return await test(page);
  } finally {
    await context.close();
  }
};

/* What can be focused and seen, in the order of the page, marked with a number. */
const number = (page) => page.evaluate(() => {
  const all = [...document.querySelectorAll('a[href], button, select, input, summary, [tabindex="0"]')]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.disabled);
  all.forEach((node, i) => { node.dataset.number = i; });
  return all.length;
});

/* Where the focus is, and what is wrong with how it shows. */
const focus = (page) => page.evaluate(() => {
  const node = document.activeElement;
  if (node === document.body) return null;
  const style = getComputedStyle(node);
  const boxes = [...node.getClientRects()];
  const shown = (box) => box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const wrong = [];
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) wrong.push('no outline');
  if (!boxes.some(shown)) wrong.push('outside the window');
  if (!node.checkVisibility({ opacityProperty: true })) wrong.push('invisible');
  const box = boxes.find(shown);
  if (box) {
    const over = document.elementFromPoint(Math.min(Math.max(box.left + 2, 0), innerWidth - 1), Math.min(Math.max((box.top + box.bottom) / 2, 0), innerHeight - 1));
    if (over && !node.contains(over) && !over.contains(node)) wrong.push(`under ${over.className || over.nodeName}`);
  }
  return { number: Number(node.dataset.number), name: node.outerHTML.slice(0, 80), wrong };
});

const keyboard = (width) => async (page) => {
  await page.setViewportSize({ width, height: 800 });
  const count = await number(page);
  const reached = [];
  for (let i = 0; i <= count; i += 1) {
    await page.keyboard.press('Tab');
    const at = await focus(page);
    if (!at) break;
    assert.deepEqual(at.wrong, [], at.name);
    reached.push(at.number);
  }
  assert.deepEqual(reached, Array.from({ length: count }, (_, i) => i));
  return `${count} stops at ${width} px`;
};

const skips = async (page) => {
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  assert.ok((await page.locator('.skip').boundingBox()).width > 20);
  await page.keyboard.press('Enter');
  await page.waitForURL(/#main$/);
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)));
};

/* The text of MAIN, however it is laid out, without what scripts add. */
const words = (page) => page.evaluate(() => {
  const main = document.querySelector('main').cloneNode(true);
  main.querySelectorAll('.bar, .age, .copy').forEach((node) => node.remove());
  return main.textContent.replace(/\s+/g, ' ');
});
/* Of a phone's contents the second level is left out; Copy shows where it is pointed at or has the focus. */
const unseen = (page) => page.evaluate(() => [...document.querySelectorAll('main *')]
  .filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
  .filter((node) => !node.closest('title, desc, style, script, option, .copy, .contents li li, details:not([open]) > :not(summary)') && !node.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .map((node) => node.outerHTML.slice(0, 100)));

const withoutScripts = async (url) => {
  const whole = await on(url, {}, words);
  await on(url, { javaScriptEnabled: false }, async (page) => {
    assert.equal(await words(page), whole);
    assert.deepEqual(await unseen(page), []);
    assert.equal(await page.locator('button, select, input:not([type="checkbox"])').count(), 0);
    assert.equal(await page.locator('tr[hidden]').count(), 0);
  });
};

const withoutStyles = (url) => on(url, {}, async (page) => {
  assert.deepEqual(await unseen(page), []);
}, (page) => page.route('**/*.css', (route) => route.abort()));

/* At 400 % a window of 1280 × 1024 shows what 320 × 256 do. */
const zoomed = async (page) => {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${wide} px wider than the window`);
  const fixed = await page.evaluate(() => {
    scrollTo(0, document.documentElement.scrollHeight / 2);
    return [...document.querySelectorAll('body *')].filter((node) => ['fixed', 'sticky'].includes(getComputedStyle(node).position))
      .filter((node) => node.checkVisibility() && node.getBoundingClientRect().height > innerHeight / 3 && node.getBoundingClientRect().bottom > 0)
      .filter((node) => node.getBoundingClientRect().top < innerHeight && node.getBoundingClientRect().width > innerWidth / 2).map((node) => node.className);
  });
  assert.deepEqual(fixed, [], 'nothing stands in the way');
  assert.deepEqual(await unseen(page), []);
};

/* Letters and shapes that are not told from the paper. */
const faint = (page) => page.evaluate(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const known = new Map();
  const rgb = (color) => {
    if (!known.has(color)) known.set(color, draw(color));
    return known.get(color);
  };
  const draw = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (color) => rgb(color).slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => {
    const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const paper = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (rgb(backgroundColor)[3] > 0) return backgroundColor;
    }
    return 'canvas';
  };
  const wrong = [];
  for (const node of document.querySelectorAll('body *')) {
    const style = getComputedStyle(node);
    const told = (color, least) => !/^(none|url)/.test(color) && rgb(color)[3] > 0 && contrast(color, paper(node)) >= least;
    if (!node.checkVisibility() || node.closest('defs, .visually-hidden, .skip')) continue;
    if (node instanceof SVGGeometryElement || node instanceof SVGTextContentElement) {
      const gradient = (style.fill + style.stroke).match(/url\("?#([^")]+)/);
      const stops = gradient ? [...document.querySelectorAll(`[id="${gradient[1]}"] stop`)].map((stop) => getComputedStyle(stop).stopColor) : [];
      if (![style.fill, style.stroke, ...stops].some((color) => told(color, 3))) wrong.push(node.outerHTML.slice(0, 100));
    } else if ([...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()) && !node.closest('svg')) {
      if (!told(style.color, 4.5)) wrong.push(node.outerHTML.slice(0, 100));
    }
  }
  return wrong;
});

const fewColours = async (page) => {
  assert.equal(await page.evaluate(() => matchMedia('(forced-colors: active)').matches), true);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual((await faint(page)).slice(0, 10), [], colorScheme);
  }
};

const onPaper = async (page) => {
  await page.emulateMedia({ media: 'print' });
  const shown = await page.$$eval('.skip, .tools, .bar, .copy, .contents, .finder', (nodes) => nodes.filter((node) => node.checkVisibility()).map((node) => node.className));
  assert.deepEqual(shown, [], 'what paper cannot do is left out');
  const mute = await page.$$eval(':is(.source-list, .prose, .post h3, .news) a[href^="http"]', (links) => links
    .filter((link) => !getComputedStyle(link, '::after').content.includes(link.getAttribute('href'))).map((link) => link.outerHTML));
  assert.deepEqual(mute, [], 'where sources are is printed');
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 680, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  const cut = await page.$$eval('main *', (nodes) => nodes.filter((node) => node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0
    && getComputedStyle(node).display !== 'inline' && getComputedStyle(node).overflowX !== 'visible' && !node.matches('.visually-hidden')).map((node) => node.className || node.nodeName));
  assert.deepEqual(cut, [], 'nothing is cut off');
  assert.deepEqual((await faint(page)).slice(0, 5), [], 'ink is told from paper');
};

const all = await Promise.all(sites().map(async (site) => ({ ...site, ...await serve(site) })));
const each = (pages, make) => all.flatMap(({ name, origin, pages: paths }) => paths.filter(pages).map((path) => make(`${name}: ${path}`, origin + path)));
const live = (path) => !/\/v\d+\//.test(path);
const guide = (path) => /\/(beginner|intermediate|advanced)\/$/.test(path) && live(path);

await run([
  ...each(guide, (name, url) => [`by keyboard alone, ${name}`, () => on(url, {}, keyboard(1280))]),
  ...each((path) => /\/beginner\/$/.test(path), (name, url) => [`by keyboard alone on a phone, ${name}`, () => on(url, {}, keyboard(360))]),
  ...each(live, (name, url) => [`past the head of the page, ${name}`, () => on(url, {}, skips)]),
  ...each(live, (name, url) => [`without scripts, ${name}`, () => withoutScripts(url)]),
  ...each(live, (name, url) => [`without styles, ${name}`, () => withoutStyles(url)]),
  ...each(live, (name, url) => [`at 400 %, ${name}`, () => on(url, { viewport: { width: 320, height: 256 } }, zoomed)]),
  ...each(() => true, (name, url) => [`in forced colours, ${name}`, () => on(url, { forcedColors: 'active' }, fewColours)]),
  ...each(live, (name, url) => [`on paper, ${name}`, () => on(url, { colorScheme: 'dark' }, onPaper)]),
], 2);
await browser.close();
all.forEach(({ close }) => close());
