#!/usr/bin/env python3
"""Properties of differences, on generated guides and bundles; prints TAP.

usage: diff_properties.py PROGRAM [PAIRS [SEED]]

PROGRAM is tests/spec/diff_files. For every pair of sides A and B:

- the difference of A with itself is empty;
- what docs/diff-json.md says, applied to A, gives B: every byte of the body,
  every value of the front matter and the bundle;
- the difference of B and A is that of A and B, seen from the other side;
- the other formats are well-formed and hold no control character.
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

WORDS = """the a of to and in compute power chip site grid lab model run cluster training
gigawatt contract station river water heat cooling 👨‍👩‍👧 ไทย Anthropic OpenAI NVIDIA Trainium 5 10 300
1.77× $100B+ 2026 café naïve Straße Ελλάδα Москва don’t isn't co-developed 算力 训练 データ 서울
e.g. 50% (about) “quoted” … up near first second last new old long short early late""".split()


class Maker:
    def __init__(self, chance):
        self.chance = chance

    def some(self, least, most):
        return self.chance.randint(least, most)

    def word(self):
        return self.chance.choice(WORDS)

    def words(self, least=3, most=14):
        return " ".join(self.word() for _ in range(self.some(least, most)))

    def inline(self, least=3, most=25):
        out = []
        for _ in range(self.some(least, most)):
            word, kind = self.word(), self.chance.random()
            if kind < .04:
                word = "*%s*" % word
            elif kind < .08:
                word = "**%s**" % self.words(1, 3)
            elif kind < .12:
                word = "[%s](%s)" % (self.words(1, 3), self.url())
            elif kind < .14:
                word = "`%s`" % word
            elif kind < .15:
                word = "***%s** ~~%s~~*" % (word, self.word())
            elif kind < .16:
                word = "![%s](pictures/%s.png)" % (word, self.chance.choice("abc"))
            elif kind < .17:
                word = "[^%s]" % self.chance.choice("abc")
            elif kind < .175:
                word = "<b>%s</b>" % word
            elif kind < .18:
                word = "\\*%s\\_ &amp; <i" % word
            elif kind < .185:
                word = "\u202e%s\u2028" % word
            out.append(word)
        return " ".join(out)

    def url(self):
        return self.chance.choice(["../x/beginner.md", "fact:deal-1", "https://example.org/?a=1&b=2",
                                   "#section"])

    # ---- blocks, each ending in a line break ----

    def paragraph(self):
        text = self.inline()
        if self.chance.random() < .2:
            text = text.replace(" ", "\n", 1)
        if self.chance.random() < .05:
            text = text.replace(" ", "  \n", 2)
        return text + ".\n"

    def heading(self):
        if self.chance.random() < .1:
            return "%s\n%s\n" % (self.words(1, 4), self.chance.choice(["---", "==="]))
        return "%s %s\n" % ("#" * self.some(1, 4), self.words(1, 5))

    def items(self, depth=0):
        mark = self.chance.choice(["- ", "* ", "1. ", "3) ", "- [ ] ", "- [x] "])
        out = ""
        for _ in range(self.some(1, 5)):
            indent = " " * (3 * depth)
            out += indent + mark + self.inline(1, 8) + "\n"
            if depth < 2 and self.chance.random() < .15:
                out += self.items(depth + 1)
            if self.chance.random() < .1:
                out += "\n" + indent + "   " + self.words() + "\n"
        return out

    def table(self):
        columns = self.some(1, 4)
        row = lambda cell: "| " + " | ".join(cell() for _ in range(columns)) + " |\n"
        out = row(lambda: self.words(1, 2))
        out += row(lambda: self.chance.choice(["---", ":--", "--:", ":-:"]))
        for _ in range(self.some(0, 6)):
            out += row(lambda: "" if self.chance.random() < .1 else self.inline(1, 4))
        return out

    def code(self):
        lines = "".join(self.words(0, 4) + "\n" for _ in range(self.some(0, 6)))
        return "```%s\n%s```\n" % (self.chance.choice(["", "c", "sh"]), lines)

    def block(self):
        kind = self.chance.random()
        if kind < .45:
            return self.paragraph()
        if kind < .6:
            return self.heading()
        if kind < .7:
            return self.items()
        if kind < .8:
            return self.table()
        if kind < .85:
            return self.code()
        if kind < .89:
            return "".join("> " + line + "\n" for line in self.paragraph().splitlines())
        if kind < .91:
            return "---\n"
        if kind < .93:
            return "<div>\n%s\n</div>\n" % self.words()
        if kind < .96:
            return "[^%s]: %s\n" % (self.chance.choice("abc"), self.inline(2, 8))
        if kind < .98:
            return "[%s]: %s\n" % (self.words(1, 2), self.url())
        return "    " + self.words() + "\n"

    def blocks(self):
        return [self.block() for _ in range(self.some(0, 14))]

    def join(self, blocks):
        gap = lambda: "" if self.chance.random() < .03 else "\n" * self.some(1, 2)
        text = ("\n" if self.chance.random() < .8 else "") + "".join(b + gap() for b in blocks)
        if self.chance.random() < .1:
            text = text.rstrip("\n")
        if self.chance.random() < .05:
            text = text.replace("\n", "\r\n")
        return text

    # ---- changes ----

    def change_text(self, text):
        words = re.split(r"( )", text)
        at = self.chance.randrange(len(words))
        kind = self.chance.random()
        if kind < .4 and words[at].strip() and "\n" not in words[at]:
            words[at] = self.word()
        elif kind < .7:
            words[at:at] = [" ", self.word(), " "] if words[at] != " " else [" ", self.word()]
        elif "\n" not in words[at]:
            del words[at]
        return "".join(words)

    def change_blocks(self, blocks):
        blocks = list(blocks)
        for _ in range(self.some(0, 5)):
            kind = self.chance.random()
            at = self.chance.randrange(len(blocks)) if blocks else 0
            if kind < .4 and blocks:
                blocks[at] = self.change_text(blocks[at])
            elif kind < .55 or not blocks:
                blocks.insert(at, self.block())
            elif kind < .7:
                del blocks[at]
            elif kind < .8:
                blocks.insert(self.chance.randrange(len(blocks)), blocks.pop(at))
            elif kind < .92:
                self.move_section(blocks, at)
            elif kind < .96:
                self.break_paragraph(blocks, at)
            else:
                blocks.insert(at, blocks[at])
        return blocks

    def break_paragraph(self, blocks, at):
        """Splits a paragraph, or joins two."""
        text = blocks[at]
        if not text[0].isalpha() or "  " in text:
            return
        if self.chance.random() < .5 and at + 1 < len(blocks) and blocks[at + 1][0].isalpha():
            blocks[at:at + 2] = [text.rstrip("\n") + " " + blocks[at + 1]]
        elif text.count(" ") > 3:
            words = text.split(" ")
            cut = self.some(1, len(words) - 1)
            blocks[at:at + 1] = [" ".join(words[:cut]) + "\n", " ".join(words[cut:])]

    def move_section(self, blocks, at):
        end = at + 1
        while end < len(blocks) and not blocks[end].startswith("#"):
            end += 1
        section = blocks[at:end]
        del blocks[at:end]
        to = self.chance.randrange(len(blocks) + 1)
        blocks[to:to] = section

    # ---- values ----

    def maybe(self, make):
        return None if self.chance.random() < .3 else make()

    def date(self):
        return self.chance.choice(["2019", "2020-01", "2025-01-21", "2026-04-20", "2026-06"])

    def source(self):
        return {"title": self.words(), "url": self.maybe(
            lambda: "https://example.org/%d" % self.some(1, 9))}

    def sources(self):
        return [self.source() for _ in range(self.some(0, 3))]

    def deal(self, name):
        return {"id": name, "party_a": self.words(1, 2), "party_b": self.words(1, 2),
                "scale": self.maybe(lambda: self.words(1, 6)), "platform": self.maybe(self.word),
                "announced": self.maybe(self.date), "sources": self.sources()}

    def fact(self, name):
        return {"id": name, "statement": self.inline(), "sources": self.sources()}

    def event(self, name):
        return {"id": name, "date": self.maybe(self.date), "event": self.inline(), "deal": None}

    def question(self, name):
        return {"id": name, "question": self.words(),
                "answer": "\n".join([self.paragraph(), self.items()])}

    def post(self, name):
        return {"id": name, "score": self.maybe(lambda: self.some(0, 10)),
                "source": self.words(1, 2), "published": self.maybe(self.date),
                "url": self.maybe(lambda: "https://example.org/%d" % self.some(1, 9)),
                "title": self.words(), "summary": self.maybe(lambda: self.words(10, 60))}

    def kinds(self):
        return {"deals": self.deal, "facts": self.fact, "timeline": self.event,
                "faq": self.question, "posts": self.post}

    def bundle(self):
        out = {"as_of": self.date()}
        for name, make in self.kinds().items():
            out[name] = [make("%s-%d" % (name, i)) for i in range(self.some(0, 6))]
        return out

    def change_list(self, items, make, prefix):
        for _ in range(self.some(0, 2)):
            kind = self.chance.random()
            at = self.chance.randrange(len(items)) if items else 0
            if kind < .5 and items:
                fresh = make(items[at]["id"])
                member = self.chance.choice(list(fresh))
                items[at] = dict(items[at], **{member: fresh[member]})
            elif kind < .7 or not items:
                taken = {item["id"] for item in items}
                name = next("%s-%d" % (prefix, i) for i in range(99)
                            if "%s-%d" % (prefix, i) not in taken)
                items.insert(at, make(name))
            elif kind < .85:
                del items[at]
            else:
                items.insert(self.chance.randrange(len(items)), items.pop(at))

    def change_bundle(self, bundle):
        bundle = json.loads(json.dumps(bundle))
        if self.chance.random() < .2:
            bundle["as_of"] = self.date()
        for name, make in self.kinds().items():
            self.change_list(bundle[name], make, name)
        return bundle

    def pictures(self):
        return {name + ".png": self.chance.choice(["0a", "0b", "0c"])
                for name in "abcd" if self.chance.random() < .5}

    def front(self):
        return {"title": self.words(), "level": "beginner",
                "status": self.chance.choice(["active", "paused"]), "tldr": self.maybe(self.inline),
                "takeaways": [self.inline() for _ in range(self.some(0, 5))],
                "related": ["topic-%d/beginner" % i for i in
                            self.chance.sample(range(6), self.some(0, 4))]}

    def change_front(self, front):
        fresh, front = self.front(), dict(front)
        for member in front:
            if self.chance.random() < .15:
                front[member] = fresh[member]
        if self.chance.random() < .3 and front["takeaways"]:
            front["takeaways"] = list(front["takeaways"])
            at = self.chance.randrange(len(front["takeaways"]))
            front["takeaways"][at] = self.change_text(front["takeaways"][at]).strip() or "x"
            self.chance.shuffle(front["takeaways"])
        return front


def yaml(value):
    """JSON is YAML, but for what YAML takes for line breaks and cannot print."""
    return re.sub("[\u2028-\u202e]", lambda found: "\\u%04x" % ord(found.group()),
                  json.dumps(value, ensure_ascii=False))


class Side:
    """A guide and its bundle, and the files that hold them."""

    def __init__(self, directory, name, front, body, bundle, pictures):
        self.front, self.body, self.bundle, self.pictures = front, body, bundle, pictures
        self.guide = os.path.join(directory, name + ".md")
        self.events = os.path.join(directory, name + ".json")
        text = "---\n"
        for member, value in front.items():
            if value is not None:
                text += "%s: %s\n" % (member, yaml(value))
        with open(self.guide, "w", encoding="utf-8", newline="") as file:
            file.write(text + "---\n" + body)
        with open(self.events, "w", encoding="utf-8") as file:
            json.dump(bundle, file, ensure_ascii=False)
        self.shown = os.path.join(directory, name + ".pictures")
        with open(self.shown, "w", encoding="utf-8") as file:
            file.writelines("%s %s\n" % pair for pair in pictures.items())


def run(program, form, a, b):
    """What the program prints, and its exit status."""
    done = subprocess.run([program, form, a.guide, a.events, b.guide, b.events, a.shown, b.shown],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1) or b" error: " in done.stderr:
        raise AssertionError("exit status %d: %s" % (done.returncode, done.stderr.decode()))
    return done.stdout.decode("utf-8"), done.returncode


# ---- applying, as docs/diff-json.md says ----

def apply_body(body, text):
    if body is None:
        return text
    old, new = text.encode(), [body["lead"]["to"].encode()]
    for entry in body["blocks"]:
        source, target = entry["from"], entry["to"]
        if target is None:
            continue
        if "source" in target:
            new.append(target["source"].encode())
        else:
            new.append(old[source["at"]:source["at"] + source["bytes"]])
    return b"".join(new).decode()


def apply_list(member, records):
    by_id = {record["id"]: record for record in records}
    for change in member["records"]:
        if change["change"] == "added":
            by_id[change["id"]] = change["to"]
        elif change["change"] == "removed":
            del by_id[change["id"]]
        elif change["change"] == "changed":
            by_id[change["id"]] = apply_record(change, by_id[change["id"]])
    return [by_id[name] for name in member.get("order", [record["id"] for record in records])]


def apply_record(change, record):
    if change is None:
        return record
    record = dict(record, **change["to"])
    for member in change["members"]:
        if "records" in member and member["member"] not in change["to"]:
            record[member["member"]] = apply_list(member, record[member["member"]])
    return record


def apply_pictures(changes, pictures):
    pictures = dict(pictures)
    for change in changes or []:
        assert pictures.pop(change["name"], None) == change["from"], change
        if change["to"]:
            pictures[change["name"]] = change["to"]
    return pictures


def known(value):
    """Without what is unknown, however it is written."""
    if isinstance(value, dict):
        return {k: known(v) for k, v in value.items() if v is not None and v != []}
    return [known(v) for v in value] if isinstance(value, list) else value


# ---- the other way round ----

FLIP = {"added": "removed", "removed": "added", "up": "down", "down": "up",
        "became known": "became unknown", "became unknown": "became known",
        "deleted": "inserted", "inserted": "deleted"}


def flip(word):
    return FLIP.get(word, word)


def counts(diff):
    summary = diff["summary"]
    return {count["of"]: (count["added"], count["removed"], count["changed"], count["moved"])
            for count in summary["counts"]}, [summary[name] for name in (
                "became_known", "became_unknown", "words", "characters", "sections",
                "reformatted")]


def flipped_counts(diff):
    tallies, numbers = counts(diff)
    tallies = {name: (c[1], c[0], c[2], c[3]) for name, c in tallies.items()}
    return tallies, [numbers[1], numbers[0]] + numbers[2:]


def words_of(thing, turn):
    """The texts that changed anywhere in a thing, as a sorted list."""
    found = []
    if isinstance(thing, dict):
        if thing.get("change") in ("deleted", "inserted", "restyled") and "text" in thing:
            found.append((turn(thing["change"]), thing["text"].strip()))
        for value in thing.values():
            found += words_of(value, turn)
    elif isinstance(thing, list):
        for value in thing:
            found += words_of(value, turn)
    return sorted(found)


def pairs(diff, turned):
    """What became what: (old block, new block, change, move, joined, words), turned or not."""
    found = []
    turn = flip if turned else lambda word: word
    for entry in (diff["body"] or {"blocks": []})["blocks"]:
        for i in range(entry.get("blocks", 1) if entry["change"] == "same" else 1):
            old, new = ((None if entry[side] is None else entry[side]["block"] + i)
                        for side in (("to", "from") if turned else ("from", "to")))
            found.append((old, new, turn(entry["change"]), turn(entry.get("moved")),
                          entry.get("joined"), words_of(entry, turn)))
    return sorted(found, key=repr)


def records(change, turned):
    """The same of records and their members."""
    turn = flip if turned else lambda word: word
    if change is None:
        return []
    found = []
    for member in change.get("members", []):
        found.append((member["member"], turn(member["change"]),
                      words_of(member.get("words"), turn)))
        for record in member.get("records", []):
            found.append((record.get("id"), turn(record["change"]), turn(record.get("moved")),
                          records(record, turned)))
    return sorted(found, key=repr)


# ---- the properties ----

def check_same(program, a):
    diff, status = run(program, "json", a, a)
    diff = json.loads(diff)
    assert status == 0 and diff["same"], "a side differs from itself"
    assert diff["summary"]["sentence"] == "nothing changed", diff["summary"]["sentence"]
    assert diff["body"] is diff["front_matter"] is diff["bundle"] is diff["pictures"] is None


def check_applied(diff, a, b):
    body = apply_body(diff["body"], a.body)
    assert body == b.body, "applied body:\n%r\nwanted:\n%r" % (body, b.body)
    front = apply_record(diff["front_matter"], a.front)
    assert known(front) == known(b.front), "applied front matter: %r" % front
    bundle = apply_record(diff["bundle"], a.bundle)
    assert known(bundle) == known(b.bundle), "applied bundle: %r" % bundle
    assert apply_pictures(diff["pictures"], a.pictures) == b.pictures, diff["pictures"]


def check_mirror(diff, back):
    assert counts(diff) == flipped_counts(back), "%r\n%r" % (counts(diff), counts(back))
    assert pairs(diff, False) == pairs(back, True), "%r\n%r" % (
        pairs(diff, False), pairs(back, True))
    for top in ("front_matter", "bundle"):
        assert records(diff[top], False) == records(back[top], True), top


def check_formats(program, a, b):
    for form in ("text", "html", "markdown"):
        text, _ = run(program, form, a, b)
        found = re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", text)
        assert not found, "%s holds %r" % (form, found.group())
        if form == "html":
            xml.etree.ElementTree.fromstring("<div>" + text + "</div>")
    whole, comment = (run(program, form, a, b)[0] for form in ("markdown", "comment"))
    head = whole.index(".**") + 4
    assert len(comment.encode()) <= max(1000, len(whole[:head].encode()) + 80), comment
    assert comment == whole or re.search(r"\n\*\d+ more changes? (is|are) not shown here\.\*\n$",
                                         comment), comment
    assert whole.startswith(comment[:comment.rindex("\n\n*") + 1] if comment != whole else ""), \
        comment
    colour = re.sub("\x1b\\[[0-9;]*m", "", run(program, "colour", a, b)[0])
    assert "\x1b" not in colour, "colour holds an escape of its own"


def check_pair(program, maker, directory):
    blocks, bundle, front = maker.blocks(), maker.bundle(), maker.front()
    a = Side(directory, "a", front, maker.join(blocks), bundle, maker.pictures())
    if maker.chance.random() < .1:
        b = Side(directory, "b", maker.front(), maker.join(maker.blocks()), maker.bundle(),
                 maker.pictures())
    else:
        b = Side(directory, "b", maker.change_front(front),
                 maker.join(maker.change_blocks(blocks)), maker.change_bundle(bundle),
                 maker.pictures())
    diff, back = (json.loads(run(program, "json", *sides)[0]) for sides in ((a, b), (b, a)))
    check_same(program, a)
    check_applied(diff, a, b)
    check_applied(back, b, a)
    check_mirror(diff, back)
    check_formats(program, a, b)


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    failed = 0
    with tempfile.TemporaryDirectory() as directory:
        for number in range(count):
            try:
                check_pair(program, Maker(random.Random(seed * 1000003 + number)), directory)
            except (AssertionError, KeyError, ValueError, xml.etree.ElementTree.ParseError) as error:
                failed += 1
                print("not ok %d - pair %d of seed %d" % (failed, number, seed))
                print("\n".join("# " + line for line in ("%s: %s" % (
                    type(error).__name__, error))[:2000].splitlines()))
                if os.environ.get("KEEP"):
                    subprocess.run(["cp", "-r", directory, os.environ["KEEP"]], check=True)
            if failed == 3:
                break
    if not failed:
        print("ok 1 - the properties hold for %d pairs" % count)
    print("1..%d" % max(failed, 1))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
