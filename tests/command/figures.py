"""Changes each deal of the real bundles in turn, and asks almanac what rests on it.

figures.py ALMANAC CONTENT DIR: CONTENT is the site's content/; DIR is where it is
tried. `check` must point at every figure that is bound to the deal, and at no
other. Prints TAP."""

import json
import os
import re
import shutil
import subprocess
import sys

almanac, content, scratch = sys.argv[1:]
results = 0


def result(good, name, diagnostic=""):
    global results
    results += 1
    print(f"{'ok' if good else 'not ok'} {results} - {name}")
    if not good:
        print("# " + diagnostic.replace("\n", "\n# "))


def bound(topic, record):
    """Where the texts of a topic bind a figure to the record: file and line."""
    places = []
    for name in sorted(os.listdir(os.path.join(content, topic))):
        path = os.path.join(content, topic, name)
        if not name.endswith((".md", ".json")):
            continue
        with open(path) as file:
            for number, line in enumerate(file, 1):
                places += [(f"content/{topic}/{name}", number)] * len(
                    re.findall(r"\]\(fact:" + record + r"[) ]", line))
    return places


def pointed_at(topic, old, new):
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(content, os.path.join(scratch, "content"))
    path = os.path.join(scratch, "content", topic, "events.json")
    with open(path) as file:
        bundle = file.read()
    with open(path, "w") as file:
        file.write(bundle.replace(json.dumps(old, ensure_ascii=False),
                                  json.dumps(new, ensure_ascii=False), 1))
    run = subprocess.run([almanac, "check", "--all", "-C", scratch], capture_output=True, text=True)
    return run.stderr, re.findall(r"^(content/[^:]*):(\d+):\d+: error: ", run.stderr, re.M)


def other_figures(scale):
    """Every number becomes another one, far from it."""
    return re.sub(r"\d+(,\d+)*", lambda m: str(int(m.group().replace(",", "")) * 7 + 3), scale)



def check_deal(topic, deal):
    wanted = bound(topic, deal["id"])
    said, found = pointed_at(topic, deal["scale"], other_figures(deal["scale"]))
    found = [(path, int(line)) for path, line in found]
    missing = [place for place in wanted if place not in found
               and not any(path == place[0] and line < place[1] for path, line in found)]
    result(len(found) == len(wanted) and not missing,
           f"{topic}: what rests on {deal['id']} is pointed at, {len(wanted)} figures",
           f"bound at {wanted}\nfound at {found}\n{said}")


for topic in sorted(os.listdir(content)):
    path = os.path.join(content, topic, "events.json")
    if not os.path.exists(path):
        continue
    with open(path) as file:
        for deal in json.load(file)["deals"]:
            if deal.get("scale") and re.search(r"\d", deal["scale"]):
                check_deal(topic, deal)
print(f"1..{results}")
