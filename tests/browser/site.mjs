/*
 * What the tests of pages share: a server of a built site, the browser, and TAP.
 * Run by ./run, which says where things are: SITE, the site; MODULES, what npm installed.
 */
import { createServer } from 'node:http';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';

const require = createRequire(join(process.env.MODULES, 'package.json'));
const { chromium } = require('playwright-core');

export const axe = require.resolve('axe-core/axe.min.js');

const types = {
  '.css': 'text/css', '.csv': 'text/csv', '.html': 'text/html; charset=utf-8', '.js': 'text/javascript',
  '.json': 'application/json', '.md': 'text/markdown', '.png': 'image/png', '.svg': 'image/svg+xml', '.xml': 'application/xml',
};

/* The site on a port of its own; its origin. */
export const serve = async () => {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const file = join(process.env.SITE, path.endsWith('/') ? `${path}index.html` : path);
    try {
      const bytes = await readFile(file);
      response.writeHead(200, { 'content-type': types[extname(file)] || 'application/octet-stream' });
      response.end(bytes);
    } catch {
      response.writeHead(404, { 'content-type': types['.html'] });
      response.end(await readFile(join(process.env.SITE, '404.html')));
    }
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
};

/* Paths of all pages, sorted. */
export const pages = async () => (await readdir(process.env.SITE, { recursive: true }))
  .filter((path) => path.endsWith('.html')).map((path) => `/${path.replace(/index\.html$/, '')}`).sort();

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});

/* TAP: each test is a name and a function, which throws where something is wrong. */
export const run = async (tests) => {
  let failed = 0;
  console.log(`1..${tests.length}`);
  for (const [i, [name, test]] of tests.entries()) {
    try {
      await test();
      console.log(`ok ${i + 1} - ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`not ok ${i + 1} - ${name}\n${String(error.message).replace(/^/gm, '# ')}`);
    }
  }
  process.exitCode = failed ? 1 : 0;
};
