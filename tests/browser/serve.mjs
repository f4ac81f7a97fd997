/*
 * almanac serve in a real browser: a guide, a bundle, a template and a style are
 * edited, and each is broken and mended. Prints TAP; times are told, not judged.
 *
 *   MODULES=DIR node serve.mjs ALMANAC SOURCE [PICTURES]
 *
 * SOURCE, Almanac's own, is copied as a site. PICTURES, a directory, gets screenshots
 * of the overlay. What MODULES is, site.mjs says.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { launch } from "./site.mjs";

const [almanac, from, pictures] = process.argv.slice(2);

let results = 0, failed = 0;
const result = (good, name, said) => {
  failed += !good;
  console.log(`${good ? "ok" : "not ok"} ${++results} - ${name}`);
  if (!good && said !== undefined) console.log(String(said).replace(/^/gm, "# "));
};
const same = (name, wanted, got) =>
  result(JSON.stringify(wanted) === JSON.stringify(got), name,
    `wanted: ${JSON.stringify(wanted)}\ngot:    ${JSON.stringify(got)}`);

/* ---- the site, and who serves it ---- */

const dir = fs.mkdtempSync(path.join(os.tmpdir(), "serve-"));
for (const name of ["content", "templates", "assets", "feeds"])
  if (fs.existsSync(path.join(from, name)))
    fs.cpSync(path.join(from, name), path.join(dir, name), { recursive: true });
const inSite = (name) => path.join(dir, name);
const read = (name) => fs.readFileSync(inSite(name), "utf8");
const write = (name, text) => {
  fs.mkdirSync(path.dirname(inSite(name)), { recursive: true });
  fs.writeFileSync(inSite(name), text);
};

const server = spawn(almanac, ["serve", "-C", dir, "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
let said = "";
server.stderr.resume();
const address = await new Promise((found, failed) => {
  server.stdout.on("data", (bytes) => {
    said += bytes;
    const match = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
    if (match) found(match[0]);
  });
  server.on("exit", () => failed(new Error(`almanac serve ended: ${said}`)));
});

const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
const problems = [];
page.on("pageerror", (error) => problems.push(String(error)));
page.on("console", (message) => /policy|refused/i.test(message.text()) && problems.push(message.text()));
let loads = 0;
page.on("load", () => loads++);

/* ---- the pieces of an edit ---- */

const topic = fs.readdirSync(inSite("content")).sort()
  .find((name) => fs.existsSync(inSite(`content/${name}/beginner.md`)));
const guide = `content/${topic}/beginner.md`;
const bundle = `content/${topic}/events.json`;
const has = (text) => page.waitForFunction(
  (wanted) => document.body.textContent.includes(wanted), text, { timeout: 20000, polling: 20 });
const overlay = () => page.locator("almanac-errors .errors");
const overlayShown = () => overlay().waitFor({ state: "visible", timeout: 20000 });
const overlayGone = () => page.locator("almanac-errors").waitFor({ state: "detached", timeout: 20000 });
const scroll = () => page.evaluate(() => Math.round(scrollY));
const times = [];
const timed = async (name, act, seen) => {
  const began = performance.now();
  act();
  await seen();
  times.push(`${name} ${Math.round(performance.now() - began)} ms`);
};
const breaks = async (name, file, text, pattern) => {
  const kept = fs.existsSync(inSite(file)) ? read(file) : null;
  const before = loads, place = await scroll();
  await timed(`${name} broken`, () => write(file, text(kept)), overlayShown);
  const shown = await overlay().innerText();
  result(pattern.test(shown) && shown.includes(file), `${name} is broken: the overlay says how`, shown);
  result((await page.locator("main").innerText()).length > 500, "the last good page stays behind it");
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` });
  await timed(`${name} mended`, () => kept === null ? fs.unlinkSync(inSite(file)) : write(file, kept),
    overlayGone);
  same("mended: the overlay is gone, and the page neither loaded again nor moved", [before, place],
    [loads, await scroll()]);
};

try {
  write("templates/layout.mustache", fs.readFileSync(path.join(from, "templates/layout.mustache")));
  fs.appendFileSync(inSite(guide), "\n\nA draft from now on.\n"); /* which a page says at its top */
  await page.goto(`${address}${topic}/beginner/`);
  result(/connect-src 'self'/.test(await page.locator("meta[http-equiv]").getAttribute("content")),
    "a page whose policy is strict");
  await page.evaluate(() => scrollTo(0, 900));
  const place = await scroll();
  result(place > 500, "a page that is long enough to be scrolled", place);

  await timed("guide", () => fs.appendFileSync(inSite(guide), "\n\nA-word-of-mine.\n"),
    () => has("A-word-of-mine"));
  await page.waitForTimeout(200);
  same("a guide: the page shows it where it was", place, await scroll());

  const title = JSON.parse(read(bundle));
  title.faq[0].question = "A-question-of-mine?";
  await timed("bundle", () => write(bundle, JSON.stringify(title, null, 2)),
    () => has("A-question-of-mine"));
  await page.waitForTimeout(200);
  same("a bundle: the page shows it where it was", place, await scroll());

  await timed("template", () => write("templates/layout.mustache",
    read("templates/layout.mustache").replace("</footer>", "<p>A-foot-of-mine</p>\n</footer>")),
    () => has("A-foot-of-mine"));
  await page.waitForTimeout(200);
  same("a template: the page shows it where it was", place, await scroll());

  const before = loads;
  const sheet = "assets/style.css";
  const style = fs.existsSync(inSite(sheet)) ? read(sheet)
    : await (await fetch(address + sheet)).text();
  const colour = () => page.evaluate(() => getComputedStyle(document.body).borderTopColor);
  await page.evaluate(() => { window.kept = true; });
  await timed("style", () => write(sheet, style + "\nbody { border-top: 3px solid rgb(1, 2, 3); }\n"),
    () => page.waitForFunction(() => getComputedStyle(document.body).borderTopColor === "rgb(1, 2, 3)",
      null, { timeout: 20000, polling: 20 }));
  same("a style is there without a reload, at the same place", [true, before],
    [await page.evaluate(() => window.kept === true), loads]);
  await page.waitForTimeout(100);
  same("and its sheet is there once", 1, await page.locator("link[rel=stylesheet]").count());
  write(sheet, style + "\nbody { border-top: 3px solid rgb(4, 5, 6); }\n");
  await page.waitForFunction(() => getComputedStyle(document.body).borderTopColor === "rgb(4, 5, 6)",
    null, { timeout: 20000, polling: 20 });
  same("and when it changes again", [before, "rgb(4, 5, 6)"], [loads, await colour()]);

  await breaks("guide", guide, (text) => text + "\nSee [\tthis](#nowhere-at-all).\n", /nowhere-at-all/);
  await breaks("bundle", bundle, (text) => text.replace('"as_of"', '"as_if"'), /as_if/);
  await breaks("template", "templates/guide.mustache", () => "{{<layout}}{{$main}}{{guide.titel}}{{/main}}{{/layout}}\n",
    /titel/);
  /* What is wrong in a style sheet, browsers pass over; not so the link to it. */
  await breaks("style", "templates/layout.mustache",
    (text) => text.replace("{{site.assets}}style.css", "{{site.asets}}style.css"), /asets/);

  /* Folded, it stays so; a page that comes while it is broken has it too. */
  const good = read(guide);
  write(guide, good + "\nSee [this](#nowhere-at-all) and [that](#nor-here).\n");
  await overlayShown();
  if (pictures) {
    for (const [width, height] of [[1280, 800], [390, 760]])
      for (const colorScheme of ["light", "dark"]) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme });
        await page.waitForTimeout(100);
        await page.screenshot({ path: `${pictures}/overlay-${width}-${colorScheme}.png` });
      }
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  same("two errors are counted", "2 errors", await overlay().locator("h2").innerText());
  await overlay().locator("button").click();
  same("it can be folded", false, await overlay().locator("ol").isVisible());
  write(guide, good + "\nSee [this](#nowhere-at-all).\n");
  await page.waitForFunction(() =>
    document.querySelector("almanac-errors").shadowRoot.querySelector("h2").textContent === "1 error",
    null, { timeout: 20000 });
  same("and stays folded when the errors change", false, await overlay().locator("ol").isVisible());
  await page.goto(address);
  await overlayShown();
  result(true, "another page that is opened shows it");
  write(guide, good);
  await overlayGone();

  await page.goto(`${address}a-topic-to-come/`);
  write("content/a-topic-to-come/topic.md", "---\ntitle: It has come\n---\n\nWords.\n");
  write("content/a-topic-to-come/events.json", JSON.stringify({
    as_of: "2026-01-01", deals: [], facts: [], timeline: [], faq: [], posts: [] }));
  await has("It has come");
  result(true, "a page that was missing comes by itself");
  same("no script failed, and the policy refused nothing", [], problems);
} catch (error) {
  result(false, "it went to the end", error.stack);
}
console.log(`# from saving to seen: ${times.join(", ")}`);
server.removeAllListeners("exit");
const ended = new Promise((done) => server.on("exit", done));
server.kill("SIGTERM");
same("the server ends well, with a page open", 0, await ended);
await browser.close();
fs.rmSync(dir, { recursive: true });
console.log(`1..${results}`);
process.exit(failed ? 1 : 0);

