/*
 * Every page of the site in a browser, light and dark, narrow and wide: no error, no
 * breach of its policy, no request to anybody else, and no violation of WCAG 2.2 AA
 * that axe-core finds, search opened or not.
 */
import assert from 'node:assert/strict';
import { axe, launch, pages, run, serve } from './site.mjs';

const { origin, close } = await serve();
const browser = await launch();
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const open = async (path, width, colorScheme) => {
  /* axe is injected past the policy; what the page itself does is not. */
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' });
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
  return { page, wrong };
};

const source = await (await import('node:fs/promises')).readFile(axe, 'utf8');

const violations = async (page) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: source });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ${JSON.stringify(tags)} }).then((found) => JSON.stringify(found.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ') + ' ' + n.failureSummary.replace(/\\s+/g, ' ')).slice(0, 3).join(' | '))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  return JSON.parse(result.value);
};

const tests = (await pages()).flatMap((path) => [360, 1440].flatMap((width) => ['light', 'dark'].map((scheme) => [
  `${path} ${width} ${scheme}`, async () => {
    const { page, wrong } = await open(path, width, scheme);
    const found = await violations(page);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await page.context().close();
    assert.deepEqual([...wrong, ...found, ...(wider > 0 ? [`${wider} px wider than the screen`] : [])], []);
  }])));
tests.push(...['light', 'dark'].map((scheme) => [`search, opened, ${scheme}`, async () => {
  const { page, wrong } = await open('/', 360, scheme);
  await page.keyboard.press('/');
  await page.getByRole('combobox').waitFor();
  await page.keyboard.type('gw');
  await page.locator('#found-1').waitFor();
  assert.deepEqual([...wrong, ...await violations(page)], []);
  await page.context().close();
}]));

await run(tests);
await browser.close();
close();
