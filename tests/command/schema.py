"""Puts one wrong or right value after the other into a bundle, and asks both the
published schema and almanac whether its shape is good. Prints TAP."""
import copy
import json
import re
import subprocess
import sys

import jsonschema

almanac, site = sys.argv[1:]
with open(f"{site}/site/schema/events.json", encoding="utf-8") as file:
    schema = json.load(file)
validator = jsonschema.Draft202012Validator(schema)
jsonschema.Draft202012Validator.check_schema(schema)

BASE = {
    "as_of": "2026-06-15",
    "deals": [{"id": "a-1", "party_a": "A", "party_b": "B", "scale": "1 GW",
               "platform": None, "announced": "2026", "sources": [{"title": "T", "url": None}]}],
    "facts": [{"id": "f", "statement": "S", "sources": []}],
    "timeline": [{"id": "t", "date": None, "event": "E", "deal": "a-1"}],
    "faq": [{"id": "q", "question": "Q?", "answer": "A."}],
    "posts": [{"id": "p", "score": 9, "source": "S", "published": "2026-01-02",
               "url": "https://a.example/", "title": "T", "summary": None}],
}
VALUES = [
    None, True, 0, 5, 11, -1, 7.5, 1e300, [], {}, [None], [{}], ["x"], "x", "", " ", "N/A", "n/a", "tbd",
    "Unknown", "unknown thing", "-", " — ", "–", "--", "Not known", "A-b", "a_b", "é", "2019",
    "2019-1", "2019-01", "2019-13", "2019-02-30", "2019-04-31", "2019-12-31", "0000", "0001", "19",
    "2019-01-01T00:00", "http://x", "https://", "https:///x", "HTTP://x.example", "ftp://x.example",
    "javascript:alert(1)", "//x.example", "https://x.example/a b", "https://x.example/ä",
    "https://x.example/\n", "mailto:a@b.example",
]
# The shape is what a schema can say; order, repeats and references are not.
SHAPE = re.compile(r"\[(type|unknown|id|url|date|score|missing|unknown-member|choice)\]$", re.M)


def places(value, path=()):
    """The paths of all members and items."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield path + (key,)
        yield from places(item, path + (key,))


def bundles():
    yield "as it is", BASE
    for path in list(places(BASE)):
        name = "/".join(map(str, path))
        for value in VALUES:
            changed = copy.deepcopy(BASE)
            parent = changed
            for key in path[:-1]:
                parent = parent[key]
            parent[path[-1]] = value
            yield f"{name} = {json.dumps(value)}", changed
        if isinstance(path[-1], str):
            changed = copy.deepcopy(BASE)
            parent = changed
            for key in path[:-1]:
                parent = parent[key]
            del parent[path[-1]]
            yield f"without {name}", changed
            parent["more"] = 1
            parent[path[-1]] = None
            yield f"more beside {name}", changed


def shape_is_good(bundle):
    with open(f"{site}/content/scaling-laws/events.json", "w", encoding="utf-8") as out:
        json.dump(bundle, out)
    run = subprocess.run([almanac, "check", "-C", site], capture_output=True, text=True, check=False)
    said = [m for m in run.stderr.split("\ncontent/") if "scaling-laws/events.json" in m]
    return not any(SHAPE.search(m.split("\n")[0]) for m in said)


count = bad = good = 0
for name, bundle in bundles():
    count += 1
    wanted = validator.is_valid(bundle)
    good += wanted
    if shape_is_good(bundle) != wanted:
        bad += 1
        print(f"# {name}: the schema says {'good' if wanted else 'bad'}, almanac does not")
print(f"{'not ok' if bad else 'ok'} 1 - schema and almanac agree on {count} bundles, {good} of them good")
print("1..1")
