/*
 * What the tests of pages share: the built sites, a server of each as a static host
 * serves it, the browser, and TAP. Run by ./run, which says where things are: SITES, a
 * directory a site; MODULES, what npm installed.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

export const require = createRequire(join(process.env.MODULES, 'package.json'));
const { chromium } = require('playwright-core');

const types = {
  '.css': 'text/css; charset=utf-8', '.csv': 'text/csv; charset=utf-8', '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8', '.json': 'application/json', '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png', '.svg': 'image/svg+xml', '.txt': 'text/plain; charset=utf-8', '.xml': 'application/xml',
};
const packed = /text|json|xml|javascript/;

/* A site: its NAME, where it will be (URL, whose path is BASE), all FILES and its PAGES. */
const site = (name) => {
  const root = join(process.env.SITES, name);
  const [, url] = readFileSync(join(root, 'index.html'), 'utf8').match(/<link rel="canonical" href="([^"]*)"/);
  const base = new URL(url).pathname;
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1)).sort();
  const pages = files.filter((path) => path.endsWith('.html')).map((path) => base + path.replace(/index\.html$/, ''));
  return { name, root, url, base, files, pages };
};

/* All of them, the real one first. */
export const sites = () => readdirSync(process.env.SITES).sort((a, b) => (b === 'almanac') - (a === 'almanac') || (a < b ? -1 : 1)).map(site);
export const real = () => site('almanac');

/* The lines of _headers that hold for every path. */
const headers = (root) => Object.fromEntries(readFileSync(join(root, '_headers'), 'utf8').split('\n')
  .filter((line) => /^\s+\S/.test(line)).map((line) => line.trim().split(/:\s*(.*)/, 2)));

/* SITE on a port of its own: {origin, close}. Compresses, caches and types as hosts do. */
export const serve = async ({ root, base } = real()) => {
  const common = { ...headers(root), 'cache-control': 'public, max-age=600', vary: 'accept-encoding' };
  const send = (request, response, status, name, bytes) => {
    const type = types[extname(name)] || 'application/octet-stream';
    const zip = packed.test(type) && /\bgzip\b/.test(request.headers['accept-encoding']);
    response.writeHead(status, { ...common, 'content-type': type, ...(zip && { 'content-encoding': 'gzip' }) });
    response.end(zip ? gzipSync(bytes) : bytes);
  };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const name = (path.startsWith(base) ? path.slice(base.length) : 'elsewhere').replace(/(^|\/)$/, '$1index.html');
    try {
      send(request, response, 200, name, await readFile(join(root, name)));
    } catch {
      send(request, response, 404, '404.html', await readFile(join(root, '404.html')));
    }
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
};

export const launch = (...more) => chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--font-render-hinting=none', ...more],
});

/* TAP: each test is a name and a function, which throws where something is wrong, and may return a remark. */
export const run = async (tests, atOnce = 1) => {
  const results = [];
  const queue = [...tests.entries()];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [i, [name, test]] = next;
      try {
        const said = await test();
        results[i] = [true, `ok ${i + 1} - ${name}${said ? `\n# ${said}` : ''}`];
      } catch (error) {
        results[i] = [false, `not ok ${i + 1} - ${name}\n${String(error.message).replace(/^/gm, '# ')}`];
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  console.log(`1..${tests.length}`);
  results.forEach(([, line]) => console.log(line));
  process.exitCode = results.every(([good]) => good) ? 0 : 1;
};

export const axe = require.resolve('axe-core/axe.min.js');
