/*
 * Lighthouse, as a phone sees a page of each kind, the median of three: all that is to
 * be had, and 95 for performance.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { pathToFileURL } from 'node:url';
import { launch, real, require, run, serve } from './site.mjs';

const LEAST = { accessibility: 100, 'best-practices': 100, seo: 100, performance: 95 };
const lighthouse = (await import(pathToFileURL(require.resolve('lighthouse')))).default;
const port = await new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = server.address();
    server.close(() => resolve(free));
  });
});
const browser = await launch(`--remote-debugging-port=${port}`);
const site = real();
const { origin, close } = await serve(site);

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const measure = async (path) => {
  const rounds = [];
  for (let i = 0; i < 3; i += 1) {
    const { lhr } = await lighthouse(origin + path, { port, output: 'json', logLevel: 'error', onlyCategories: Object.keys(LEAST) });
    rounds.push(lhr);
  }
  const scores = Object.keys(LEAST).map((name) => [name, median(rounds.map(({ categories }) => Math.round(categories[name].score * 100)))]);
  const [{ audits, categories }] = rounds;
  const missed = Object.entries(categories).flatMap(([name, { auditRefs }]) => auditRefs
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < (name === 'performance' ? 0.9 : 1))
    .map(({ id }) => `${id}: ${audits[id].title} ${audits[id].displayValue || ''}`));
  assert.deepEqual(scores.filter(([name, score]) => score < LEAST[name]), [], missed.join('\n'));
  return scores.map(([name, score]) => `${name} ${score}`).join(', ');
};

const first = (pattern) => site.pages.find((path) => pattern.test(path));
await run([
  ['home', site.base],
  ['topic', first(/^\/[^/]+\/$/)],
  ['guide', first(/\/beginner\/$/)],
  ['changes', first(/\/changes\/$/)],
].map(([name, path]) => [`${name}: ${path}`, () => measure(path)]));
await browser.close();
close();
