/* What the script does: theme, contents, ages, search, and the table. */
import assert from 'node:assert/strict';
import { launch, run, serve } from './site.mjs';

const GUIDE = '/training-infrastructure/beginner/';
const { origin, close } = await serve();
const browser = await launch();

/* The page in a context of its own: nothing is remembered from the test before. */
const open = async (path, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  const page = await context.newPage();
  await page.goto(origin + path);
  return page;
};
const column = (page, index) => page.$$eval(`.deals tbody tr:not([hidden]) > :nth-child(${index})`,
  (cells) => cells.map((cell) => cell.querySelector('time')?.dateTime ?? cell.firstChild.textContent.trim()));
const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const status = (page) => page.locator('.bar output').innerText();

const tests = [
  ['the theme follows the system, and the reader\'s choice is remembered', async () => {
    const page = await open(GUIDE, { colorScheme: 'dark' });
    const dark = await background(page);
    const button = page.getByRole('button', { name: /^Colours:/ });
    assert.equal(await button.getAttribute('aria-label'), 'Colours: system');
    await button.click();
    assert.equal(await button.getAttribute('aria-label'), 'Colours: light');
    assert.notEqual(await background(page), dark);
    await page.reload();
    assert.equal(await button.getAttribute('aria-label'), 'Colours: light');
    assert.notEqual(await background(page), dark);
    await page.emulateMedia({ colorScheme: 'light' });
    await button.click();
    assert.equal(await background(page), dark);
  }],
  ['the contents follow the scroll', async () => {
    const page = await open(GUIDE);
    const current = () => page.$$eval('.contents [aria-current="location"]', (links) => links.map((link) => link.hash));
    assert.deepEqual(await current(), []);
    for (const id of ['timeline', 'faq', 'commitments']) {
      await page.evaluate((name) => document.getElementById(name).scrollIntoView(), id);
      await page.waitForFunction((name) => document.querySelector('.contents [aria-current]')?.hash === `#${name}`, id, { timeout: 2000 });
      assert.deepEqual(await current(), [`#${id}`]);
    }
  }],
  ['dates of posts and versions say how long ago they are', async () => {
    const page = await open(GUIDE);
    await page.clock.install({ time: new Date('2026-06-22T12:00:00') });
    await page.reload();
    const ages = await page.$$eval('.versions time', (times) => times.map((time) => time.innerText));
    assert.match(ages[0], /^15 June 2026 · 7 days ago$/);
  }],
  ['the table is sorted by a column, up, down, and as it was', async () => {
    const page = await open(GUIDE);
    const before = await column(page, 5);
    const button = page.getByRole('button', { name: 'Announced' });
    const head = page.locator('.deals thead th').nth(4);
    const known = before.filter((date) => !date.startsWith('—')).sort();
    const unknown = before.filter((date) => date.startsWith('—'));
    await button.focus();
    await page.keyboard.press('Enter');
    assert.equal(await head.getAttribute('aria-sort'), 'ascending');
    assert.deepEqual(await column(page, 5), [...known, ...unknown]);
    assert.equal(await status(page), 'Announced: ascending');
    await button.click();
    assert.equal(await head.getAttribute('aria-sort'), 'descending');
    assert.deepEqual(await column(page, 5), [...known.reverse(), ...unknown]);
    await button.click();
    assert.equal(await head.getAttribute('aria-sort'), 'none');
    assert.deepEqual(await column(page, 5), before);
  }],
  ['the scale is sorted by power, then by dollars, and what is not known stays last', async () => {
    const page = await open(GUIDE);
    const button = page.getByRole('button', { name: 'Scale / commitment' });
    const scale = () => column(page, 3);
    await button.click();
    const up = await scale();
    await button.click();
    const down = await scale();
    const power = (text) => Math.max(...[...text.matchAll(/([\d.,]+)\+? (GW|MW)/g)].map(([, n, unit]) => parseFloat(n) * (unit === 'GW' ? 1000 : 1)));
    const known = up.filter((text) => power(text) > 0);
    assert.ok(known.length > 4 && known.length < up.length);
    assert.deepEqual(up.slice(0, known.length), known);
    assert.deepEqual(known.map(power), known.map(power).sort((a, b) => a - b));
    const last = up.filter((text) => !/\d\+? (GW|MW)|\$/.test(text));
    assert.ok(last.length > 0);
    assert.deepEqual(up.slice(-last.length), last);
    assert.deepEqual(down.slice(-last.length), last);
    const amounts = (texts) => texts.slice(0, -last.length).map((text) => power(text) > 0 ? power(text) : parseFloat(text.match(/\$([\d.]+)/)[1]));
    const dollars = up.length - last.length - known.length;
    assert.deepEqual(amounts(down).slice(dollars), amounts(up).slice(0, known.length).reverse());
    assert.deepEqual(amounts(down).slice(0, dollars), amounts(up).slice(known.length).reverse());
  }],
  ['the table is left with the rows of a party', async () => {
    const page = await open(GUIDE);
    await page.getByLabel('Party').selectOption('NVIDIA');
    const [as, bs] = [await column(page, 1), await column(page, 2)];
    assert.ok(as.length > 0 && as.length < 9);
    as.forEach((a, i) => assert.ok(a === 'NVIDIA' || bs[i] === 'NVIDIA'));
    assert.equal(await status(page), `${as.length} of 9 shown`);
    await page.getByLabel('Party').selectOption('All');
    assert.equal((await column(page, 1)).length, 9);
  }],
  ['a link to a row that is filtered out shows it', async () => {
    const page = await open(GUIDE);
    await page.getByLabel('Party').selectOption('NVIDIA');
    assert.equal(await page.locator('#deal-anthropic-amazon').isVisible(), false);
    await page.evaluate(() => { location.hash = '#deal-anthropic-amazon'; });
    assert.equal(await page.locator('#deal-anthropic-amazon').isVisible(), true);
  }],
  ['a row is copied as a citation', async () => {
    const page = await open(GUIDE);
    await page.getByRole('button', { name: 'Copy as a citation: Anthropic, Amazon (AWS)' }).click();
    await page.waitForFunction(() => document.querySelector('.bar output').value === 'Copied');
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /^Anthropic and Amazon \(AWS\): Up to 5 GW, \$100B\+ over 10 years\. Training Infrastructure: .*, v\d+, \d+ \w+ 2026\. Source: Anthropic and Amazon Expand .*\. https:\/\/almanac\.example\/training-infrastructure\/beginner\/v\d+\/#deal-anthropic-amazon$/);
  }],
  ['an unknown value is cited as one', async () => {
    const page = await open('/training-infrastructure/');
    await page.getByRole('button', { name: 'Copy as a citation: Anthropic, Fluidstack' }).click();
    await page.waitForFunction(() => document.querySelector('.bar output').value === 'Copied');
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /Training Infrastructure, \d+ \w+ 2026\. Source: /);
    assert.ok(!text.includes('unknown'));
  }],
  ['search is reached, used and left by keyboard alone', async () => {
    const page = await open('/');
    const requests = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname)); // icons are asked for when the browser likes
    await page.keyboard.press('/');
    const field = page.getByRole('combobox', { name: 'Search' });
    await field.waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'combobox');
    await page.waitForTimeout(200);
    assert.deepEqual(requests.filter((path) => !path.endsWith('.svg')), ['/assets/search.js', '/search.json']);
    await page.keyboard.type('fluidstack');
    await page.getByRole('option').first().waitFor();
    assert.equal(await field.getAttribute('aria-expanded'), 'true');
    const active = () => field.getAttribute('aria-activedescendant');
    assert.equal(await active(), 'found.0');
    await page.keyboard.press('ArrowDown');
    assert.equal(await active(), 'found.1');
    assert.equal(await page.locator('[id="found.1"]').getAttribute('aria-selected'), 'true');
    assert.equal(await page.locator('[aria-selected="true"]').count(), 1);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    assert.equal(await active(), `found.${await page.getByRole('option').count() - 1}`);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('dialog').isVisible(), false);
    await page.waitForFunction(() => document.activeElement === document.body);
    await page.keyboard.press('/');
    await field.waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.type('Anthropic FLUIDSTACK');
    await page.locator('[id="found.0"]').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#deal-anthropic-fluidstack$/);
  }],
  ['search says when nothing is found, and closes where it is clicked beside it', async () => {
    const page = await open(GUIDE);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('combobox', { name: 'Search' }).fill('zzzz');
    await page.getByText('Nothing found').waitFor();
    assert.equal(await page.getByRole('combobox', { name: 'Search' }).getAttribute('aria-expanded'), 'false');
    await page.mouse.click(5, 5);
    assert.equal(await page.locator('dialog').isVisible(), false);
  }],
  ['headings link to themselves, named as they are', async () => {
    const page = await open(GUIDE);
    const link = page.getByRole('heading', { name: 'Timeline' }).getByRole('link', { name: 'Timeline' });
    await link.focus();
    await page.keyboard.press('Enter');
    assert.equal(new URL(page.url()).hash, '#timeline');
  }],
  ['without scripts the page has no control that does nothing', async () => {
    const page = await open(GUIDE, { javaScriptEnabled: false });
    assert.equal(await page.locator('button, select, input:not([type="checkbox"])').count(), 0);
    assert.equal(await page.locator('.deals tbody tr').count(), 9);
  }],
];

await run(tests);
await browser.close();
close();
