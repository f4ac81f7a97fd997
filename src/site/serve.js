/*
 * What `almanac serve` adds to a page: it is shown anew when it has changed, and
 * errors of a build are laid over it. Never a part of the published site.
 */
(() => {
  "use strict";
  const { since, file } = document.currentScript.dataset;
  const kept = "almanac-scroll";
  let shown = since; /* the state of the site that this page shows */
  let events = null;
  let overlay = null;

  /* ---- the page ---- */

  /* Where the reader is, over a reload. */
  const keepPlace = () => {
    sessionStorage.setItem(kept, JSON.stringify([location.pathname, scrollX, scrollY]));
  };
  const findPlace = () => {
    const place = JSON.parse(sessionStorage.getItem(kept) || "null");
    sessionStorage.removeItem(kept);
    if (!place || place[0] !== location.pathname) return;
    const go = () => scrollTo({ left: place[1], top: place[2], behavior: "instant" });
    go();
    addEventListener("load", go, { once: true }); /* pictures make a page longer */
  };
  const reload = () => {
    keepPlace();
    location.reload();
  };

  /* A new style stands before the old one goes, so that nothing flashes. */
  const swap = (link) => {
    const next = link.cloneNode();
    const url = new URL(link.href);
    url.searchParams.set("almanac", Date.now());
    next.href = url.href;
    next.addEventListener("load", () => link.remove(), { once: true });
    next.addEventListener("error", () => next.remove(), { once: true });
    link.after(next);
  };
  const swapStyles = (files) => {
    const links = [...document.querySelectorAll("link[rel~=stylesheet]")].filter(
      (link) => new URL(link.href).origin === location.origin,
    );
    const ends = (link) => files.some((name) => new URL(link.href).pathname.endsWith("/" + name));
    const direct = links.filter(ends);
    (direct.length ? direct : links).forEach(swap); /* else one that another one imports */
  };

  /* What other pages show is theirs; pictures and scripts may be on any. */
  const isElsewhere = (name) => /\.(html|css|json|xml|csv|md|txt)$/.test(name) && name !== file;
  const changed = ({ all, files }) => {
    if (all || !file || !files.every(isElsewhere)) return reload();
    const styles = files.filter((name) => name.endsWith(".css"));
    if (styles.length) swapStyles(styles);
  };

  /* ---- errors ---- */

  const add = (parent, name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text != null) element.textContent = text;
    parent.append(element);
    return element;
  };
  const addExcerpt = (item, error) => {
    const excerpt = add(item, "pre", "excerpt");
    add(excerpt, "span", "number", error.line);
    const code = add(excerpt, "code");
    code.append(error.before);
    add(code, "mark", "", error.marked || " ");
    code.append(error.after + "\n");
    const below = add(code, "span", "below"); /* as wide as what stands above it */
    below.setAttribute("aria-hidden", "true");
    add(below, "span", "", error.before);
    below.append("^");
  };
  const addError = (list, error) => {
    const item = add(list, "li");
    const place = [error.path || "almanac", error.line, error.line && error.column];
    add(item, "p", "place", place.filter(Boolean).join(":"));
    const message = add(item, "p", "message", error.message);
    if (error.rule) add(message, "span", "rule", ` [${error.rule}]`);
    if (error.line) addExcerpt(item, error);
    if (error.making) add(item, "p", "help", `while making ${error.making}`);
    if (error.help) add(item, "p", "help", error.help);
  };
  const count = (number) => `${number} error${number === 1 ? "" : "s"}`;

  /* Where a line is wider than its box, the mark is what is to be seen of it. */
  const showMarks = () => {
    for (const mark of overlay.list.querySelectorAll("mark")) {
      const box = mark.closest("pre");
      const at = mark.getBoundingClientRect().left - box.getBoundingClientRect().left;
      if (at > box.clientWidth * 0.8) box.scrollLeft = at - box.clientWidth / 3;
    }
  };
  const fold = (folded) => {
    overlay.list.hidden = folded;
    overlay.button.textContent = folded ? "Show" : "Hide";
    overlay.button.setAttribute("aria-expanded", String(!folded));
    if (!folded) showMarks();
  };
  /* Apart from the page, whose style does not reach it. */
  const makeOverlay = () => {
    const host = document.createElement("almanac-errors");
    const root = host.attachShadow({ mode: "open" });
    const style = add(root, "link");
    style.rel = "stylesheet";
    style.href = "/.almanac/serve.css";
    const panel = add(root, "section", "errors");
    panel.setAttribute("role", "alert");
    panel.hidden = true; /* until its style is there */
    const bar = add(panel, "header");
    const title = add(bar, "h2");
    add(bar, "p", "", file ? "This page is the last good one." : "");
    const button = add(bar, "button");
    button.type = "button";
    const list = add(panel, "ol");
    list.tabIndex = 0; /* it scrolls */
    overlay = { host, title, button, list };
    style.addEventListener("load", () => {
      panel.hidden = false;
      showMarks();
    });
    button.addEventListener("click", () => fold(!list.hidden));
    panel.addEventListener("keydown", (event) => event.key === "Escape" && fold(true));
    fold(false);
    document.documentElement.append(host);
  };
  const showErrors = ({ errors, more }) => {
    if (!overlay) makeOverlay();
    overlay.title.textContent = count(errors.length + more);
    overlay.list.replaceChildren();
    errors.forEach((error) => addError(overlay.list, error));
    if (more) add(overlay.list, "li", "more", `and ${more} more, which the terminal has`);
    showMarks();
  };
  const hideErrors = () => {
    if (overlay) overlay.host.remove();
    overlay = null;
  };

  /* ---- the server ---- */

  const listen = () => {
    if (events) return;
    events = new EventSource("/.almanac/events?since=" + encodeURIComponent(shown));
    const on = (name, act) =>
      events.addEventListener(name, (event) => {
        shown = event.lastEventId || shown;
        act(JSON.parse(event.data));
      });
    on("changed", changed);
    on("errors", showErrors);
    on("mended", hideErrors);
  };
  /* A browser opens six connections to a server: a page that nobody sees needs none. */
  const stop = () => {
    if (events) events.close();
    events = null;
  };
  const attend = () => (document.hidden ? stop() : listen());

  document.addEventListener("visibilitychange", attend);
  addEventListener("pagehide", stop);
  addEventListener("pageshow", attend);
  findPlace();
  attend();
})();
