/*
 * Every link of every file that is built: what it names exists, and so does the
 * fragment in it. Pages, pictures in them, feeds, sitemap and search.json; links to
 * other sites are left alone.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { require, run, sites } from './site.mjs';

const { parse, parseFragment } = require('parse5');

const attributes = (node) => Object.fromEntries((node.attrs || []).map(({ name, value }) => [name, value]));
const walk = (node, visit) => {
  visit(node);
  [...(node.childNodes || []), ...(node.content ? [node.content] : [])].forEach((child) => walk(child, visit));
};

const LINKS = ['href', 'src', 'poster', 'action', 'cite', 'data', 'xlink:href'];
const NAMES = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'headers'];

/* {links, ids, twice}: what a tree points at, fragments of its own included, and its ids. */
const read = (tree) => {
  const [links, ids, twice] = [[], new Set(), []];
  walk(tree, (node) => {
    const has = attributes(node);
    if (has.id !== undefined) (ids.has(has.id) ? twice.push(has.id) : ids.add(has.id));
    LINKS.forEach((name) => { if (has[name] !== undefined) links.push(has[name]); });
    NAMES.forEach((name) => (has[name] || '').split(/\s+/).filter(Boolean).forEach((id) => links.push(`#${id}`)));
    (has.srcset || '').split(',').filter((one) => one.trim()).forEach((one) => links.push(one.trim().split(/\s+/)[0]));
    if (node.nodeName === 'meta' && /^og:(url|image)$/.test(has.property)) links.push(has.content);
    for (const name of ['fill', 'stroke', 'clip-path', 'marker-end', 'mask', 'filter']) {
      const [, id] = (has[name] || '').match(/^url\((#.*)\)$/) || [];
      if (id) links.push(id);
    }
  });
  return { links, ids, twice };
};

/* Links of JSON: every text that begins as one, and those inside HTML. */
const linksOf = (value) => (typeof value === 'string'
  ? (/^(https?:\/\/|\/)\S+$/.test(value) ? [value] : value.includes('</') ? read(parseFragment(value)).links : [])
  : value && typeof value === 'object' ? Object.values(value).flatMap(linksOf) : []);

const unescape = (text) => text.replace(/&(amp|lt|gt|quot|#39|apos);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"' }[name] || "'"));

/* Links of XML: href, loc, id; and those of HTML inside. */
const linksOfXml = (xml) => [
  ...[...xml.matchAll(/\bhref="([^"]*)"|<(?:loc|id)>([^<]*)</g)].map(([, a, b]) => unescape(a ?? b)),
  ...[...xml.matchAll(/<content type="html">([^<]*)</g)].flatMap(([, html]) => read(parseFragment(unescape(html))).links),
];

const check = (site) => {
  const text = (path) => readFileSync(join(site.root, path), 'utf8');
  const files = new Set(site.files);
  const trees = new Map(site.files.filter((path) => path.endsWith('.html')).map((path) => [path, read(parse(text(path)))]));
  const wrong = [...trees].flatMap(([path, { twice }]) => twice.map((id) => `${path}: two elements are called ${id}`));
  let count = 0;
  const resolve = (from, link) => {
    const url = new URL(link, new URL(from.replace(/index\.html$/, ''), site.url));
    if (url.origin !== new URL(site.url).origin) return;
    count += 1;
    const path = decodeURIComponent(url.pathname);
    const name = path.startsWith(site.base) ? path.slice(site.base.length).replace(/(^|\/)$/, '$1index.html') : null;
    if (!files.has(name)) wrong.push(`${from}: ${link}: there is no such file`);
    const id = decodeURIComponent(url.hash.slice(1));
    if (id && trees.has(name) && !trees.get(name).ids.has(id)) wrong.push(`${from}: ${link}: nothing there is called so`);
  };
  trees.forEach(({ links }, path) => links.forEach((link) => resolve(path, link)));
  for (const path of site.files) {
    if (path.endsWith('.xml')) linksOfXml(text(path)).forEach((link) => resolve(path, link));
    if (path.endsWith('.json') && !path.startsWith('schema/')) linksOf(JSON.parse(text(path))).forEach((link) => resolve(path, link));
  }
  for (const [, url] of text('robots.txt').matchAll(/^Sitemap: (.*)$/gm)) resolve('robots.txt', url);
  assert.deepEqual([...new Set(wrong)].slice(0, 40), []);
  assert.ok(count > trees.size);
  return `${count} links in ${site.files.length} files`;
};

await run(sites().map((site) => [`${site.name}: every link leads somewhere`, () => check(site)]));
