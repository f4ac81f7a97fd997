"""Random changes of a site under almanac serve, which then serves what a clean build makes."""
import os
import random
import re
import shutil
import subprocess
import time
import urllib.parse

from serve_tap import ALMANAC, SRCDIR, result, same, without_script

STEPS = int(os.environ.get("STEPS", "60"))
SEED = int(os.environ.get("SEED", "1"))


class Edits:
    """Random ones; each leaves the site good, or to be mended by a later one."""

    def __init__(self, site):
        self.site, self.random, self.number, self.broken = site, random.Random(SEED), 0, {}

    def topics(self):
        base = self.site.path("content")
        return sorted(name for name in os.listdir(base) if os.path.isdir(f"{base}/{name}"))

    def pick(self):
        return self.random.choice([name for name in self.topics() if name.startswith("t-")] or ["rivers"])

    def saver(self):
        return self.random.choice([self.site.write, self.site.save])

    def text(self):
        guide = f"content/{self.pick()}/beginner.md"
        self.saver()(guide, self.site.read(guide) + f"\nWord{self.number}.\n")

    def title(self):
        topic = f"content/{self.pick()}/topic.md"
        self.saver()(topic, re.sub(r"(?m)^title: .*", f"title: Title {self.number}", self.site.read(topic)))

    def bundle(self):
        bundle = f"content/{self.pick()}/events.json"
        self.saver()(bundle, re.sub(r'"as_of": "[^"]*"', f'"as_of": "2026-03-{self.number % 28 + 1:02}"',
                                    self.site.read(bundle)))

    def new(self):
        self.site.topic(f"t-{self.number}", f"Topic {self.number}")

    def rename(self):
        name = self.pick()
        if name != "rivers":
            os.rename(self.site.path(f"content/{name}"), self.site.path(f"content/t-{self.number}-moved"))

    def remove(self):
        name = self.pick()
        if name != "rivers" and len(self.topics()) > 4:
            shutil.rmtree(self.site.path(f"content/{name}"))

    def away(self):
        """Out of the site, and in again under another name."""
        name = self.pick()
        if name != "rivers":
            os.rename(self.site.path(f"content/{name}"), self.site.path("away"))
            time.sleep(self.random.choice([0, 0.05]))
            os.rename(self.site.path("away"), self.site.path(f"content/t-{self.number}-back"))

    def picture(self):
        name = f"content/{self.pick()}/pictures/{self.number}.svg"
        self.site.write(name, "<svg xmlns='http://www.w3.org/2000/svg'/>\n")

    def template(self):
        path = self.site.path("templates")
        if os.path.exists(path) and self.random.random() < 0.5:
            shutil.rmtree(path)
        else:
            with open(f"{SRCDIR}/templates/home.mustache", encoding="utf-8") as file:
                self.site.write("templates/home.mustache", file.read() + f"<!-- {self.number} -->\n")

    def asset(self):
        self.site.write(f"assets/d{self.number % 3}/{self.number % 7}.txt", str(self.number))

    def move_assets(self):
        for name in "assets/d0", "assets/d1":
            if os.path.exists(self.site.path(name)):
                shutil.rmtree(self.site.path("assets/moved"), ignore_errors=True)
                os.rename(self.site.path(name), self.site.path("assets/moved"))

    def config(self):
        self.site.change("content/site.json", "Waterways", f"Waterways{self.number}")

    def feeds(self):
        path = self.site.path("feeds")
        if os.path.exists(path):
            shutil.rmtree(path)
        else:
            self.site.write("feeds/subscriptions.opml", "<opml version='2.0'><body/></opml>\n")

    def break_one(self):
        name = f"content/{self.pick()}/events.json"
        if name not in self.broken and os.path.exists(self.site.path(name)):
            self.broken[name] = self.site.read(name)
            self.site.write(name, "{" * (self.number % 5 + 1))

    def mend(self):
        for name, text in self.broken.items():
            if os.path.exists(self.site.path(name)):
                self.site.write(name, text)
        for name in self.topics():  # one that was renamed while it was broken
            bundle = f"content/{name}/events.json"
            if len(self.site.read(bundle)) < 10:
                self.site.write(bundle, self.site.read("content/rivers/events.json"))
        self.broken = {}

    def step(self):
        self.number += 1
        kinds = (self.text, self.text, self.title, self.bundle, self.new, self.new, self.rename,
                 self.remove, self.away, self.picture, self.template, self.asset, self.asset,
                 self.move_assets, self.config, self.feeds, self.break_one, self.mend, self.mend)
        kind = self.random.choice(kinds)
        kind()
        return kind.__name__


def files_of(dir):
    return sorted(os.path.relpath(os.path.join(at, name), dir)
                  for at, _, names in os.walk(dir) for name in names if name != ".almanac")


def compare(serve, site):
    """What differs from a clean build: names of files; None where that fails."""
    clean = site.dir + "-clean"
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(site.dir, clean, ignore=shutil.ignore_patterns(".almanac"), symlinks=True)
    made = subprocess.run([ALMANAC, "build", "--drafts", "-C", clean, "-o", "out"],
                          capture_output=True, text=True, check=False)
    serve.ask("/")  # waits until all is built
    if made.returncode:
        return None
    different = []
    for name in files_of(f"{clean}/out"):
        with open(f"{clean}/out/{name}", "rb") as file:
            wanted = file.read()
        if name.startswith("."):  # for hosts, and not for readers
            continue
        answer = serve.ask("/" + urllib.parse.quote(name))
        if answer.status != 200 or without_script(answer.body) != wanted:
            different.append(name)
    return different + [name for name in files_of(site.path(".almanac/serve"))
                        if not os.path.exists(f"{clean}/out/{name}")]


def test_random(serve, site):
    edits, bad, good = Edits(site), [], 0
    for step in range(1, STEPS + 1):
        what = edits.step()
        if edits.random.random() < 0.3:
            time.sleep(edits.random.random() * 0.05)
        if edits.random.random() < 0.3:
            serve.ask("/rivers/")
        if step == STEPS:
            edits.mend()
        if step % 10 == 0 or step == STEPS:
            different = compare(serve, site)
            good += different is not None
            if different:
                bad.append((step, what, different[:5]))
    same(f"after {STEPS} random changes what is served is what a clean build makes", [], bad)
    result(good > 0 and different is not None, "and the end is a good build, as are others",
           f"{good} good")
