"""How long almanac serve takes from saving a file to the new bytes: what a page asks for
right after the save, until it has them.

    serve.py ALMANAC GENERATE [TOPICS [ROUNDS]]

GENERATE is tests/bench/generate, which makes the site: 1,000 topics by default. Prints
medians with the least and the most. Close other programs first.
"""
import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

ALMANAC, GENERATE = sys.argv[1:3]
TOPICS = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
ROUNDS = int(sys.argv[4]) if len(sys.argv) > 4 else 40


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    body = connection.getresponse().read()
    connection.close()
    return body


def save(path, text):
    """By renaming, as most editors do."""
    with open(path + "~", "w", encoding="utf-8") as file:
        file.write(text)
    os.rename(path + "~", path)


def measure(port, path, url, text):
    """Milliseconds; TEXT holds the word that is waited for."""
    word = re.search(r"mark\d+", text)[0].encode()
    began = time.perf_counter()
    save(path, text)
    while word not in get(port, url):
        pass
    return (time.perf_counter() - began) * 1000


def edits(site, topics):
    """What is edited: a name, and of each round its path, URL and text."""
    def guide(i):
        path = f"{site}/content/{topics[i % len(topics)]}/beginner.md"
        with open(path, encoding="utf-8") as file:
            return path, f"/{topics[i % len(topics)]}/beginner/", file.read() + f"\nA mark{i}.\n"

    def bundle(i):
        path = f"{site}/content/{topics[i % len(topics)]}/events.json"
        with open(path, encoding="utf-8") as file:
            text = re.sub(r'("question": ")', rf"\g<1>mark{i} ", file.read(), count=1)
        return path, f"/{topics[i % len(topics)]}/beginner/", text

    def style(i):
        return f"{site}/assets/style.css", "/assets/style.css", f"/* mark{i} */\n"

    def template(i):
        path = f"{site}/templates/404.mustache"
        return path, "/404.html", f"<html lang=en><title>mark{i}</title></html>\n"

    return {"guide": guide, "bundle": bundle, "style": style, "template": template}


def main(site):
    subprocess.run([GENERATE, str(TOPICS), site], check=True)
    os.makedirs(f"{site}/assets")
    os.makedirs(f"{site}/templates")
    process = subprocess.Popen([ALMANAC, "serve", "-C", site, "--port", "0"], text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    port = int(re.search(r":(\d+)/", process.stdout.readline())[1])
    get(port, "/")
    topics = sorted(name for name in os.listdir(f"{site}/content") if name.startswith("topic"))
    for name, edit in edits(site, topics).items():
        times = []
        for i in range(ROUNDS if name != "template" else max(ROUNDS // 8, 1)):
            times.append(measure(port, *edit(i * 7 + 1)))
            time.sleep(0.05)
        print(f"{TOPICS} topics, {name:8} {statistics.median(times):7.1f} ms"
              f"  ({min(times):.1f} to {max(times):.1f})")
    process.terminate()
    process.wait()


with tempfile.TemporaryDirectory() as directory:
    main(directory + "/site")
