"""For the tests of almanac serve: TAP, a site that is edited, the program at work, and one
who asks it.

    ALMANAC and SRCDIR are in the environment
"""
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

ALMANAC, SRCDIR = os.environ["ALMANAC"], os.environ["SRCDIR"]
PATIENCE = 60  # seconds that a slow machine may take for anything

results = 0


def result(good, name, *said):
    global results
    results += 1
    print(f"{'ok' if good else 'not ok'} {results} - {name}")
    if not good:
        for line in "\n".join(str(one) for one in said).splitlines():
            print("#", line)
    sys.stdout.flush()


def same(name, wanted, got):
    result(wanted == got, name, f"wanted: {wanted!r}", f"got:    {got!r}")


class Site:
    """A site in a directory of its own, edited as editors do."""

    def __init__(self, dir):
        self.dir = dir
        os.makedirs(dir)
        shutil.copytree(f"{SRCDIR}/tests/golden/base/content", f"{dir}/content")

    def path(self, name):
        return os.path.join(self.dir, name)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def save(self, name, text):
        """By a new file in the place of the old one."""
        self.write(name + ".new~", text)
        os.rename(self.path(name + ".new~"), self.path(name))

    def change(self, name, old, new, save=None):
        text = self.read(name)
        assert old in text, (name, old)
        (save or self.write)(name, text.replace(old, new, 1))

    def topic(self, name, title):
        """One more, made step by step."""
        os.mkdir(self.path(f"content/{name}"))
        for file in "events.json", "topic.md", "beginner.md":
            text = self.read(f"content/rivers/{file}")
            text = re.sub(r"(?m)^(title: ).*", rf"\g<1>{title}", text)
            text = re.sub(r"(?m)^related: .*\n", "", text).replace("[sea](advanced.md#arms)", "sea")
            self.write(f"content/{name}/{file}", text)


class Serve:
    """The program at work, and one who asks it."""

    def __init__(self, site, *options, port="0", before=(), **keywords):
        self.site = site
        self.errors = open(site.dir + ".err", "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [*before, ALMANAC, "serve", "-C", site.dir, "--port", port, *options],
            stdout=subprocess.PIPE, stderr=self.errors, text=True, **keywords)
        self.first = self.process.stdout.readline()
        match = re.search(r"http://127\.0\.0\.1:(\d+)/", self.first)
        self.port = int(match[1]) if match else 0

    def ask(self, path, method="GET", host=None, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        if host != "":
            connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        if body:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        response.body = response.read()
        connection.close()
        return response

    def status(self, path, **keywords):
        return self.ask(path, **keywords).status

    def text(self, path):
        return self.ask(path).body.decode()

    def said(self):
        self.errors.seek(0)
        return self.errors.read()

    def events(self, since="none"):
        return Events(self.port, since)

    def end(self, number=signal.SIGTERM):
        """The exit status, and what was printed."""
        self.process.send_signal(number)
        out = self.process.communicate(timeout=PATIENCE)[0]
        return self.process.returncode, out


class Events:
    """A page's stream of events."""

    def __init__(self, port, since):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.connection.request("GET", f"/.almanac/events?since={since}")
        self.response = self.connection.getresponse()

    def next(self):
        event = {"data": ""}
        while True:
            line = self.response.readline().decode().rstrip("\n")
            if not line and "event" in event:
                return event["event"], json.loads(event["data"]), event["id"]
            name, _, value = line.partition(": ")
            event[name] = event.get(name, "") + value if name == "data" else value

    def until(self, name):
        while True:
            event = self.next()
            if event[0] == name:
                return event

    def close(self):
        self.response.close()
        self.connection.close()


def without_script(body):
    return re.sub(rb'<script src="/\.almanac/serve\.js"[^>]*></script>\n', b"", body)


def since_of(page):
    return re.search(r'data-since="([^"]*)"', page)[1]


def eventually(check):
    """True once CHECK is: for what no request waits for."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if check():
            return True
        time.sleep(0.02)
    return False


def plan():
    print(f"1..{results}")
