/*
 * Every page of every site in a browser, light and dark, narrow and wide: no error, no
 * breach of its policy, no request to anybody else, nothing wider than the screen, and
 * no violation of WCAG 2.2 AA that axe-core finds, search opened or not.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { axe, launch, run, serve, sites } from './site.mjs';

const browser = await launch();
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const source = await readFile(axe, 'utf8');

/* The page at PATH, and a list of what it does wrong, which grows. */
const open = async (origin, path) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const wrong = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) wrong.push(message.text()); });
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('request', (request) => { if (!request.url().startsWith(origin)) wrong.push(`asks for ${request.url()}`); });
  page.on('response', (response) => { if (response.status() >= 400) wrong.push(`${response.status()} ${response.url()}`); });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(origin + path, { waitUntil: 'load' });
  const session = await context.newCDPSession(page); /* past the policy, which is for the page */
  await session.send('Runtime.evaluate', { expression: source });
  return { page, wrong, session, close: () => context.close() };
};

const violations = async (session) => {
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ${JSON.stringify(tags)} }).then((found) => JSON.stringify(found.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ') + ' ' + n.failureSummary.replace(/\\s+/g, ' ')).slice(0, 3).join(' | '))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  return JSON.parse(result.value);
};

/* What is wrong with a page in each width and colour. */
const check = async (origin, path) => {
  const { page, wrong, session, close } = await open(origin, path);
  for (const width of [1440, 360, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wider > 0) wrong.push(`${width}: ${wider} px wider than the screen`);
    if (width === 320) break; /* the reader of narrow pages has seen all there is in 360 */
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      wrong.push(...(await violations(session)).map((found) => `${width} ${colorScheme}: ${found}`));
    }
  }
  await close();
  assert.deepEqual(wrong, []);
};

const searching = async (origin, base) => {
  const { page, wrong, session, close } = await open(origin, base);
  await page.keyboard.press('/');
  await page.getByRole('combobox').waitFor();
  await page.keyboard.type((await page.locator('.brand').innerText())[0]);
  await page.locator('[id="found.0"]').waitFor();
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    wrong.push(...await violations(session));
  }
  await close();
  assert.deepEqual(wrong, []);
};

const all = await Promise.all(sites().map(async (site) => ({ ...site, ...await serve(site) })));
await run(all.flatMap(({ name, origin, base, pages }) => [
  ...pages.map((path) => [`${name}: ${path}`, () => check(origin, path)]),
  [`${name}: search, opened`, () => searching(origin, base)],
]), 2);
await browser.close();
all.forEach(({ close }) => close());
