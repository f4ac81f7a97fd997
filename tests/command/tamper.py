"""Changes sealed files in every way that is small, and asks almanac each time.

tamper.py ALMANAC SITE BASE: SITE has released topics and passes `almanac check`;
BASE is a copy of it. Prints TAP."""

import hashlib
import json
import os
import shutil
import subprocess
import sys

almanac, site, base = sys.argv[1:]
results = 0


def result(good, name, diagnostic=""):
    global results
    results += 1
    print(f"{'ok' if good else 'not ok'} {results} - {name}")
    if not good:
        print("# " + diagnostic.replace("\n", "\n# "))


def check(*args):
    run = subprocess.run([almanac, "check", "-C", site, *args], capture_output=True)
    return run.returncode, run.stderr.decode(errors="replace")


def sealed_files():
    for root, _, names in os.walk(os.path.join(site, "content")):
        if "versions" in root.split(os.sep):
            yield from (os.path.join(root, name) for name in sorted(names))


def named(path, said):
    """The message is about the file; a bundle's or text's place is its path."""
    return os.path.relpath(path, site) in said


def flip_every_byte():
    flips = 0
    missed = []
    for path in sorted(sealed_files()):
        with open(path, "rb") as file:
            good = file.read()
        for at in range(len(good)):
            bad = bytearray(good)
            bad[at] ^= 1 << (at % 8)
            with open(path, "wb") as file:
                file.write(bad)
            status, said = check()
            flips += 1
            if status != 1 or not named(path, said):
                missed.append(f"{path}:{at}: {status} {said}")
        with open(path, "wb") as file:
            file.write(good)
    result(not missed, f"each of {flips} flipped bytes is found, and its file named",
           "\n".join(missed[:5]))


def read_chain():
    path = os.path.join(site, "content/lakes/versions/seals.json")
    with open(path) as file:
        return path, file.read()


def entries_of(text):
    return [line.rstrip(",") for line in text.split("\n")[1:-2]]


def write_chain(path, entries):
    with open(path, "w") as file:
        file.write("[\n" + ",\n".join(entries) + "\n]\n")


def drop_last():
    path, good = read_chain()
    entries = entries_of(good)
    last = json.loads(entries[-1])
    files = [f"content/lakes/versions/{last['guide']}/v{last['version']}.md",
             f"content/lakes/versions/events/v{last['events']}.json"]
    write_chain(path, entries[:-1])
    for name in files:
        os.remove(os.path.join(site, name))
    alone, said = check()
    result(alone == 0, "without its last entry and its files a chain is one", said)
    status, said = check("--base", base)
    result(status == 1 and "seals.json" in said, "but the base has more", said)
    for name in files:
        shutil.copy(os.path.join(base, name), os.path.join(site, name))
    with open(path, "w") as file:
        file.write(good)


def rewrite_chain():
    """Somebody who knows how seals are made makes them all anew."""
    path, good = read_chain()
    text = os.path.join(site, "content/lakes/versions/beginner/v1.md")
    with open(text, "a") as file:
        file.write("A line that was not there.\n")
    with open(text, "rb") as file:
        changed = hashlib.sha256(file.read()).hexdigest()
    previous = None
    entries = []
    for line in entries_of(good):
        entry = json.loads(line)
        if entry["guide"] == "beginner" and entry["version"] == 1:
            entry["text"] = changed
        entry["previous"] = previous
        del entry["seal"]
        made = json.dumps(entry, separators=(",", ":"), ensure_ascii=False)[:-1]
        previous = hashlib.sha256(made.encode()).hexdigest()
        entries.append(f'{made},"seal":"{previous}"}}')
    write_chain(path, entries)
    alone, said = check()
    result(alone == 0, "a chain that was made anew is one", said)
    status, said = check("--base", base)
    result(status == 1 and "seals.json" in said, "but not the base's", said)
    shutil.copy(os.path.join(base, os.path.relpath(text, site)), text)
    with open(path, "w") as file:
        file.write(good)


result(check("--base", base)[0] == 0, "the site is good", check()[1])
flip_every_byte()
drop_last()
rewrite_chain()
result(check("--base", base)[0] == 0, "and is good again", check()[1])
print(f"1..{results}")
