/*
 * Small PNG files of screenshots: the 255 commonest colours, one byte a pixel; rarer
 * ones, which smooth the edges of letters, become the nearest of those.
 */
import { deflateSync } from 'node:zlib';
import { require } from './site.mjs';

const { crc32 } = require('pngjs/lib/crc');

const nearest = (palette, color, known) => {
  if (!known.has(color)) {
    const far = (other) => [16, 8, 0].reduce((sum, at) => sum + (((other >> at) & 255) - ((color >> at) & 255)) ** 2, 0);
    known.set(color, palette.reduce((best, other, i) => (far(other) < far(palette[best]) ? i : best), 0));
  }
  return known.get(color);
};

const chunk = (type, data) => {
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length);
  out.write(type, 4, 'latin1');
  data.copy(out, 8);
  out.writeUInt32BE(crc32(out.subarray(4, -4)) >>> 0, data.length + 8);
  return out;
};

/* The bytes of a file that shows {width, height, data}, four bytes a pixel. */
export const packPng = ({ width, height, data }) => {
  const counts = new Map();
  const at = (i) => data.readUIntBE(i * 4, 3);
  for (let i = 0; i < width * height; i += 1) counts.set(at(i), (counts.get(at(i)) || 0) + 1);
  const palette = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 255).map(([color]) => color);
  const known = new Map(palette.map((color, i) => [color, i]));
  const rows = Buffer.alloc((width + 1) * height); /* each begins with its filter: none */
  for (let i = 0; i < width * height; i += 1) rows[i + Math.floor(i / width) + 1] = nearest(palette, at(i), known);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 3], 8);
  const colors = Buffer.alloc(palette.length * 3);
  palette.forEach((color, i) => colors.writeUIntBE(color, i * 3, 3));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('PLTE', colors),
    chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
};
