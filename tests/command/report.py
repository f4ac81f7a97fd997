"""Runs almanac with --format json, github and text on sites in which something is
wrong, and compares what each says. Prints TAP."""
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata

import jsonschema

almanac, source, scratch = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3]
golden = f"{source}/tests/golden"
with open(f"{source}/docs/check-message.schema.json", encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
results = 0


def result(good, name, diagnostics=()):
    global results
    results += 1
    print(f"{'ok' if good else 'not ok'} {results} - {name}")
    if not good:
        for line in diagnostics:
            print(f"# {line}")


def same(name, wanted, got):
    result(wanted == got, name, [f"wanted: {wanted!r}", f"got:    {got!r}"])


def run(site, *arguments, **environment):
    outer = {name: value for name, value in os.environ.items() if name != "GITHUB_WORKSPACE"}
    done = subprocess.run([almanac, arguments[0], "-C", site, *arguments[1:]],
                          capture_output=True, env=outer | environment, check=False)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def read_command(line):
    """A command as GitHub's runner reads it (actions/runner, ActionCommand.cs)."""
    assert line.startswith("::"), line
    end = line.index("::", 2)
    name, _, properties = line[2:end].partition(" ")
    found = {}
    for item in properties.split(","):
        key, equals, value = item.partition("=")
        assert equals, line
        for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(code, char)
        found[key] = value
    data = line[end + 2:]
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        data = data.replace(code, char)
    return name, found, data


def as_command(message):
    """What the runner is to find of a message of the JSON."""
    name = "notice" if message["severity"] == "note" else message["severity"]
    found = {"title": message["rule"]}
    if message["path"] is not None:
        found["file"] = message["path"]
    if message["line"] is not None:
        found |= {"line": str(message["line"]), "col": str(message["column"])}
    making = message["making"] and f"while making {message['making']}"
    return name, found, "\n".join(filter(None, [message["message"], message["help"], making]))


def shown(text):
    """As a terminal is shown it."""
    return re.sub("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]",
                  lambda match: " " if match[0] == "\t" else "?", text)


def as_text(message):
    place = "" if message["line"] is None else f":{message['line']}:{message['column']}"
    return (f"{shown(message['path'] or 'almanac')}{place}: {message['severity']}: "
            f"{shown(message['message'])} [{message['rule']}]")


def width(text):
    columns = 0
    for char in text:
        if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me"):
            continue
        columns += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return columns


def as_count(messages):
    def many(count, what):
        return f"{count} {what}{'' if count == 1 else 's'}"
    errors = sum(m["severity"] == "error" for m in messages)
    warnings = sum(m["severity"] == "warning" for m in messages)
    files = {m["path"] for m in messages if m["severity"] != "note"} - {None}
    parts = [many(n, what) for n, what in ((errors, "error"), (warnings, "warning")) if n]
    if not parts:
        return ""
    return ", ".join(parts) + (f" in {many(len(files), 'file')}" if files else "") + "\n"


def wrong_with(messages):
    for message in messages:
        for error in validator.iter_errors(message):
            yield f"{error.message} in {message}"
        if message["line"] is not None and message["excerpt"] is not None:
            if not 1 <= message["caret"] <= len(message["excerpt"]) + 1:
                yield f"the caret is outside of the excerpt in {message}"


def compare(name, site, command):
    status, out, count = run(site, command, "--format", "json")
    messages = [json.loads(line) for line in out.splitlines()]
    wrong = list(wrong_with(messages))
    if count != as_count(messages):
        wrong.append(f"the count is {count!r}, not {as_count(messages)!r}")
    github_status, out, github_count = run(site, command, "--format", "github")
    commands = [read_command(line) for line in out.split("\n")[:-1]]
    if commands != [as_command(message) for message in messages]:
        wrong.append(f"github has {commands}, not {messages}")
    text_status, _, text = run(site, command, "--all")
    head = re.compile(r"^[^ ].*: (error|warning|note): .*\]$", re.M)
    heads = [match[0] for match in head.finditer(text)]
    if heads != [as_text(message) for message in messages]:
        wrong.append(f"text has {heads}, not {[as_text(message) for message in messages]}")
    if not text.endswith(count) or github_count != count:
        wrong.append("the counts differ")
    if {status, github_status} != {text_status}:
        wrong.append(f"the statuses are {status}, {github_status} and {text_status}")
    result(not wrong, name, wrong)
    return messages, text


def lay(site, *trees):
    shutil.rmtree(site, ignore_errors=True)
    for tree in trees:
        if os.path.isdir(tree):
            shutil.copytree(tree, site, dirs_exist_ok=True, symlinks=True)


site = f"{scratch}/site"
total = making = 0
for case in sorted(os.listdir(f"{golden}/cases")):
    of_case = f"{golden}/cases/{case}"
    if any(os.path.exists(f"{of_case}/{other}") for other in ("setup", "remove")):
        continue
    lay(site, f"{golden}/base", f"{of_case}/input")
    messages, _ = compare(f"all formats say the same of {case}", site, "check")
    total += len(messages)
    making += sum(message["making"] is not None for message in messages)
result(total > 200, f"{total} messages")
result(making > 5, f"{making} of them name the page that was being made")

# What has to be escaped, and what is no UTF-8.
lay(site, f"{golden}/base")
os.makedirs(f"{site}/content/lakes/a,b:c%d")
for name in ("50%25,x:y=z.txt", "two\nlines\r.txt"):
    open(f"{site}/content/lakes/{name}", "w", encoding="utf-8").close()
with open(f"{site}/content/rivers/beginner.md", "ab") as file:
    file.write("\n\u4e2d\u6587 e\u0301 [a](#n\u00f6) \U0001f600 [b::c,d%0A](#x%25y,z)\n".encode())
    file.write(b"\n" + b"long " * 100 + b"[a](nowhere) " + b"line " * 100 + b"\n")
with open(f"{site}/content/lakes/beginner.md", "ab") as file:
    file.write(b"\nNot \xff\xfe UTF-8\n")
messages, text = compare("and of names and texts that need escapes", site, "check")
paths = {message["path"] for message in messages}
for name in ("content/lakes/50%25,x:y=z.txt", "content/lakes/two\nlines\r.txt"):
    result(name in paths, f"{name!r} is named", sorted(map(str, paths)))
result(any("\ufffd" in (message["excerpt"] or "") for message in messages),
       "a byte that is not UTF-8 is U+FFFD")
anchor = next(m for m in messages if m["message"].endswith('"#n\u00f6"'))
same("columns count code points", (7, 8, "[a](#n\u00f6)"),
     (anchor["column"], anchor["length"],
      anchor["excerpt"][anchor["caret"] - 1:][:anchor["length"]]))
cut = next(m for m in messages if '"nowhere"' in m["message"])
same("where a line is cut the caret is at the same text", "[a](nowhere)",
     cut["excerpt"][cut["caret"] - 1:][:cut["length"]])
for message in messages:
    if message["line"] is None or message["path"] == "content/lakes/beginner.md":
        continue
    lines = text.split("\n")
    at = next(i for i, line in enumerate(lines) if line == as_text(message))
    before = width(shown(message["excerpt"][:message["caret"] - 1]))
    same(f"the caret of {message['path']}:{message['line']} is under it",
         " " * (8 + before), re.match(" *", lines[at + 2].replace("|", " "))[0])

# The site as a directory of the repository.
shutil.rmtree(f"{scratch}/repository", ignore_errors=True)
shutil.copytree(site, f"{scratch}/repository/the guides")
_, out, _ = run(f"{scratch}/repository/the guides", "check", "--format", "github",
                GITHUB_WORKSPACE=f"{scratch}/repository")
files = {read_command(line)[1].get("file") for line in out.split("\n")[:-1]}
same("paths begin at the repository", {f"the guides/{path}" for path in paths if path},
     files - {None})
_, out, _ = run(site, "check", "--format", "github", GITHUB_WORKSPACE=f"{scratch}/repository")
files = {read_command(line)[1].get("file") for line in out.split("\n")[:-1]}
same("and at the site where that is elsewhere", {path for path in paths if path}, files - {None})

# build takes the same, and a good site says nothing.
compare("build has the formats too", site, "build")
lay(site, f"{golden}/base")
shutil.rmtree(f"{site}/content/rivers/versions", ignore_errors=True)
for form in ("json", "github"):
    status, out, count = run(site, "build", "--drafts", "-o", "out", "--format", form)
    same(f"a good site says nothing as {form}", (0, "", ""), (status, out, count))
    status, out, count = run(site, "check", "--format", form)
    same(f"and drafts are named as {form}", (0, 1, ""), (status, out.count("\n"), count))
same("there are no other formats", 2, run(site, "check", "--format", "xml")[0])
same("a table of figures is text", 2, run(site, "check", "--format", "json", "--figures")[0])
_, _, text = run(site, "check", "--format", "xml")
result("text, json or github" in text, "and it says which there are", [text])
print(f"1..{results}")
