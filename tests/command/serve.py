"""almanac serve as an editor and a browser meet it; prints TAP.

    serve.py    ALMANAC, the program, and SRCDIR are in the environment
"""
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from serve_random import test_random
from serve_tap import (ALMANAC, PATIENCE, Serve, Site, eventually, plan, result, same, since_of,
                       without_script)


# ---- who may ask for what ----

def test_answers(serve, site):
    for name, host, wanted in (
            ("127.0.0.1", f"127.0.0.1:{serve.port}", 200),
            ("localhost", f"LocalHost:{serve.port}", 200),
            ("[::1]", f"[::1]:{serve.port}", 200),
            ("another name", f"evil.example:{serve.port}", 403),
            ("a name that begins the same", f"localhost.evil.example:{serve.port}", 403),
            ("another port", f"127.0.0.1:{serve.port + 1}", 403),
            ("no port", "127.0.0.1", 403),
            ("an empty name", " ", 403)):
        same(f"Host is {name}", wanted, serve.status("/", host=host))
        same(f"Host is {name}: events", wanted == 403,
             serve.ask("/.almanac/serve.js", host=host).status == 403)
    result(serve.status("/", host="") in (400, 403), "no Host at all is refused")

    for method in "POST", "PUT", "DELETE", "OPTIONS", "PATCH":
        answer = serve.ask("/", method=method, body=b"x" * 1000 if method == "POST" else None)
        same(f"{method} is refused", (405, "GET, HEAD"),
             (answer.status, answer.getheader("Allow")))
    head = serve.ask("/rivers/", method="HEAD")
    same("HEAD has the head alone", (200, b"", True),
         (head.status, head.body, int(head.getheader("Content-Length")) > 1000))

    for path, kind in (
            ("/", "text/html; charset=utf-8"),
            ("/rivers/beginner/", "text/html; charset=utf-8"),
            ("/rivers/index.html", "text/html; charset=utf-8"),
            ("/assets/style.css", "text/css; charset=utf-8"),
            ("/assets/icon.svg", "image/svg+xml"),
            ("/assets/a%20b.PNG", "image/png"),
            ("/CNAME", "text/plain; charset=utf-8"),
            ("/thing.xyz", "application/octet-stream"),
            ("/rivers/events.json", "application/json"),
            ("/rivers/commitments.csv", "text/csv; charset=utf-8"),
            ("/robots.txt", "text/plain; charset=utf-8"),
            ("/sitemap.xml", "application/xml; charset=utf-8"),
            ("/.almanac/serve.js", "text/javascript; charset=utf-8"),
            ("/.almanac/serve.css", "text/css; charset=utf-8")):
        answer = serve.ask(path)
        same(f"{path}: its type, and nothing is kept", (200, kind, "no-store", "nosniff"),
             (answer.status, answer.getheader("Content-Type"),
              answer.getheader("Cache-Control"), answer.getheader("X-Content-Type-Options")))

    for path, wanted in (("/rivers", "/rivers/"), ("/rivers/beginner?a=b", "/rivers/beginner/?a=b")):
        answer = serve.ask(path)
        same(f"{path} leads to its directory", (301, wanted),
             (answer.status, answer.getheader("Location")))

    page = serve.text("/rivers/")
    script = '<script src="/.almanac/serve.js" data-since="'
    result(page.count(script) == 1 and page.index(script) < page.index("</head>"),
           "a page gets the script", page[:2000])
    same("the file on the disk does not", site.read(".almanac/serve/rivers/index.html"),
         without_script(page.encode()).decode())
    missing = serve.ask("/no/such/page/")
    same("what is not there gets the site's own page for it", (404, True, True),
         (missing.status, "text/html; charset=utf-8" == missing.getheader("Content-Type"),
          without_script(missing.body).decode() == site.read(".almanac/serve/404.html")))


def test_containment(serve, site):
    """Everything here holds the word, or is what an attacker would ask for."""
    word = b"secret-word"
    site.write("secret.txt", word.decode())
    out = site.path(".almanac/serve")
    site.write(".almanac/serve/.hidden", word.decode())
    os.symlink(site.path("secret.txt"), f"{out}/link.txt")
    os.symlink(site.dir, f"{out}/all")
    os.symlink("../../secret.txt", f"{out}/rivers/link.txt")
    os.mkfifo(f"{out}/pipe")
    leaks = []
    for path in (
            "/../secret.txt", "/../../secret.txt", "/rivers/../../../secret.txt",
            "/%2e%2e/%2e%2e/secret.txt", "/..%2f..%2fsecret.txt", "/%2E%2E%2Fsecret.txt",
            "/..%5c..%5csecret.txt", "/.%2e/.%2e/secret.txt", "/%252e%252e/%252e%252e/secret.txt",
            "/%c0%ae%c0%ae/%c0%ae%c0%ae/secret.txt", "/rivers/..;/..;/secret.txt",
            "//" + site.path("secret.txt"), "/" + site.path("secret.txt"),
            "/%2f" + site.path("secret.txt"), "/link.txt", "/all/secret.txt", "/all/",
            "/rivers/link.txt", "/.hidden", "/%2ehidden", "/rivers/%00", "/index.html%00.txt",
            "/index.html%00", "/%", "/%2", "/%zz", "/rivers//index.html", "/rivers/./index.html",
            "/./index.html", "/.almanac", "/.almanac-new/", "/.almanac/../secret.txt",
            "/.almanac/serve.js/../../secret.txt", "/.almanac/x", "/pipe", "/pipe/",
            "/index.html/", "/assets/", "/content/site.json", "/a" * 3000, "http://evil.example/",
            "secret.txt", "*"):
        try:
            answer = serve.ask(path)
        except (http.client.HTTPException, ConnectionError):
            continue  # the connection is ended: that is no answer either
        if answer.status not in (400, 403, 404, 414, 431) or word in answer.body:
            leaks.append((path[:80], answer.status, answer.body[:80]))
    same("nothing but the site's own files is read", [], leaks)
    for name in "link.txt", "all", "rivers/link.txt", "pipe", ".hidden":
        os.unlink(f"{out}/{name}")
    same("and it goes on", 200, serve.status("/"))


def test_garbage(serve):
    for bytes in (b"\r\n\r\n", b"GET\r\n\r\n", b"\0" * 100, b"GET / HTTP/9.9\r\n\r\n",
                  b"GET / HTTP/1.1\r\nHost: " + b"x" * 100000 + b"\r\n\r\n", b"GET /rivers/"):
        with socket.create_connection(("127.0.0.1", serve.port)) as connection:
            try:
                connection.sendall(bytes)
                connection.shutdown(socket.SHUT_WR)
                connection.settimeout(2)
                connection.recv(100)
            except OSError:
                pass
    streams = [serve.events() for _ in range(50)]
    for stream in streams:
        stream.close()
    same("what is no request, and pages that are left, do it no harm", 200, serve.status("/"))


# ---- edits ----

def test_edits(serve, site):
    guide = "content/rivers/beginner.md"
    page = serve.text("/rivers/beginner/")
    events = serve.events(since_of(page))
    same("a page that is current is told of nothing", ("mended", {}), events.next()[:2])

    site.change(guide, "A spring,", "One-spring,")
    result("One-spring," in serve.text("/rivers/beginner/"), "a saved guide is served at once")
    event = events.until("changed")
    same("and the pages are told what has changed", [False, True],
         [event[1]["all"], "rivers/beginner/index.html" in event[1]["files"]])
    late = serve.events(since_of(page))
    same("as is a page that was left for a while", ("changed", True),
         (lambda event: (event[0], event[1]["all"]))(late.next()))
    late.close()

    site.change(guide, "One-spring,", "Two-spring,", site.save)
    result("Two-spring," in serve.text("/rivers/beginner/"), "saved by a file that is renamed")
    os.rename(site.path(guide), site.path(guide + "~"))
    site.write(guide, site.read(guide + "~").replace("Two-spring,", "Three-spring,"))
    os.unlink(site.path(guide + "~"))
    result("Three-spring," in serve.text("/rivers/beginner/"), "saved with a backup beside it")
    with open(site.path(guide), "r+", encoding="utf-8") as file:
        text = file.read().replace("Three-spring,", "Four-spring,")
        file.seek(0)
        file.truncate()
        file.flush()
        time.sleep(0.3)
        file.write(text)
    result("Four-spring," in serve.text("/rivers/beginner/"), "saved by a slow writer")

    site.change("content/rivers/events.json", "Flood at Dresden", "Flood-of-one")
    result("Flood-of-one" in serve.text("/rivers/beginner/"), "a bundle")
    site.write("templates/404.mustache", "<html><head></head><body>Lost-of-mine</body></html>\n")
    result("Lost-of-mine" in serve.text("/nowhere"), "a template in a new directory")
    shutil.rmtree(site.path("templates"))
    result("Lost-of-mine" not in serve.text("/nowhere"), "a directory that is gone")
    site.write("assets/deep/er/new.txt", "new")
    same("a new directory in a new one", "new", serve.text("/assets/deep/er/new.txt"))
    site.write("assets/deep/er/new.txt", "newer")
    same("and a change in it", "newer", serve.text("/assets/deep/er/new.txt"))
    os.rename(site.path("assets/deep"), site.path("assets/renamed"))
    same("a renamed directory", ("newer", 404),
         (serve.text("/assets/renamed/er/new.txt"), serve.status("/assets/deep/er/new.txt")))
    site.write("assets/renamed/er/new.txt", "newest")
    same("and a change in it", "newest", serve.text("/assets/renamed/er/new.txt"))
    site.topic("lagoons", "Lagoons")
    same("a new topic", 200, serve.status("/lagoons/beginner/"))
    os.rename(site.path("content/lagoons"), site.path("content/bays"))
    same("a renamed topic", (200, 404),
         (serve.status("/bays/beginner/"), serve.status("/lagoons/beginner/")))
    site.change("content/bays/beginner.md", "Four-spring", "Bay-spring")
    result("Bay-spring" in serve.text("/bays/beginner/"), "and a change in it")
    shutil.rmtree(site.path("content/bays"))
    same("a topic that is gone", 404, serve.status("/bays/"))
    os.makedirs(site.path("shared"))
    os.rename(site.path("content/lakes/topic.md"), site.path("shared/topic.md"))
    os.symlink("../../shared/topic.md", site.path("content/lakes/topic.md"))
    same("a link in a file's place", 200, serve.status("/lakes/"))
    site.change("shared/topic.md", "title: Lakes", "title: Link-lakes", site.save)
    result("Link-lakes" in serve.text("/lakes/"), "and a change where it leads to")
    site.change("shared/topic.md", "title: Link-lakes", "title: Link-lakes-again", site.save)
    result("Link-lakes-again" in serve.text("/lakes/"), "and one more")
    os.unlink(site.path("content/lakes/topic.md"))
    os.rename(site.path("shared/topic.md"), site.path("content/lakes/topic.md"))
    os.rename(site.path("content"), site.path("elsewhere"))
    same("without content the last good page stays", 200, serve.status("/rivers/"))
    os.rename(site.path("elsewhere"), site.path("content"))
    same("and it is there again", 200, serve.status("/rivers/"))
    events.close()


def test_style(serve, site):
    serve.ask("/")
    events = serve.events(since_of(serve.text("/")))
    events.next()
    site.write("assets/style.css", "body { color: red }\n")
    same("of a style, its file alone is told", {"all": False, "files": ["assets/style.css"]},
         events.until("changed")[1])
    site.write("assets/style.css", "body { color: green }\n")
    same("and so when it changes again", {"all": False, "files": ["assets/style.css"]},
         events.until("changed")[1])
    same("it is served", "body { color: green }\n", serve.text("/assets/style.css"))
    os.unlink(site.path("assets/style.css"))
    events.until("changed")
    events.close()


def test_errors(serve, site):
    good = serve.text("/rivers/beginner/")
    events = serve.events(since_of(good))
    events.next()
    site.change("content/rivers/beginner.md", "](#where-it-begins)", "](#where-it-bends)")
    _, errors, _ = events.until("errors")
    same("an error is told with its place, the line, and help",
         ("content/rivers/beginner.md", "At the [mouth](#where-it-bends).", True, True),
         (errors["errors"][0]["path"],
          "".join(errors["errors"][0][part] for part in ("before", "marked", "after")),
          errors["errors"][0]["line"] > 0, "#where-it-b" in errors["errors"][0]["marked"]))
    same("the last good page stays", good, serve.text("/rivers/beginner/"))
    result("beginner.md:" in serve.said(), "the terminal has it too", serve.said())
    late = serve.events(since_of(good))
    same("a page that comes later is told", "errors", late.next()[0])
    late.close()
    site.change("content/rivers/beginner.md", "](#where-it-bends)", "](#where-it-begins)")
    same("and that it is mended", "mended", events.next()[0])
    same("with the same page", good, serve.text("/rivers/beginner/"))

    for name, path, text in (
            ("a bundle", "content/rivers/events.json", '{"as_of": "2026-01-31", "deals": [}'),
            ("bytes that are no text", "content/rivers/beginner.md", None),
            ("a template", "templates/guide.mustache", "{{#open}}{{nonsense}}"),
            ("site.json", "content/site.json", "{")):
        kept = site.read(path) if os.path.exists(site.path(path)) else None
        if text is None:
            with open(site.path(path), "wb") as file:
                file.write(b"---\ntitle: \xff\xfe\0\x1b[31m\n---\n")
        else:
            site.write(path, text)
        errors = events.until("errors")[1]["errors"]
        result(any(error["path"] == path for error in errors), f"{name} that is broken", errors)
        if kept is None:
            os.unlink(site.path(path))
        else:
            site.write(path, kept)
        events.until("mended")
    same("nothing is left of them", good, serve.text("/rivers/beginner/").replace(
        since_of(serve.text("/rivers/beginner/")), since_of(good)))
    events.close()


def test_many(serve, site):
    serve.ask("/")
    for number in range(1000):
        site.write(f"assets/many/{number % 40}/{number}.txt", str(number))
    same("a thousand new files at once", [],
         [n for n in range(0, 1000, 37) if serve.text(f"/assets/many/{n % 40}/{n}.txt") != str(n)])
    for number in range(1000):
        site.save(f"assets/many/{number % 40}/{number}.txt", str(number + 1))
    same("a thousand changes at once", [],
         [n for n in range(0, 1000, 37)
          if serve.text(f"/assets/many/{n % 40}/{n}.txt") != str(n + 1)])

    # More than the queue of inotify holds, while the program cannot read it.
    with open("/proc/sys/fs/inotify/max_queued_events", encoding="ascii") as file:
        queue = int(file.read())
    if queue <= 65536:
        serve.process.send_signal(signal.SIGSTOP)
        for number in range(queue // 2 + 1000):
            with open(site.path(f"assets/many/{number % 40}/0.tmp"), "w", encoding="ascii"):
                pass
        site.write("assets/many/late/er/new.txt", "late")
        serve.process.send_signal(signal.SIGCONT)
        same("a queue that overflows", "late", serve.text("/assets/many/late/er/new.txt"))
        site.write("assets/many/late/er/new.txt", "later")
        same("and a change in a directory that it did not tell of", "later",
             serve.text("/assets/many/late/er/new.txt"))
    shutil.rmtree(site.path("assets/many"))
    same("a thousand files gone at once", 404, serve.status("/assets/many/1/1.txt"))


# ---- beginning and end ----

def test_ports(serve, site, dir):
    other = Site(f"{dir}/other")
    run = subprocess.run([ALMANAC, "serve", "-C", other.dir, "--port", str(serve.port)],
                         capture_output=True, text=True, timeout=PATIENCE, check=False)
    same("a port that is taken", (3, "", True),
         (run.returncode, run.stdout, f"port {serve.port} is taken" in run.stderr
          and "--port 0" in run.stderr))
    run = subprocess.run([ALMANAC, "serve", "-C", site.dir, "--port", "0"],
                         capture_output=True, text=True, timeout=PATIENCE, check=False)
    same("a site that is served already", (3, True),
         (run.returncode, f"already, at http://127.0.0.1:{serve.port}/" in run.stderr))
    with socket.socket(socket.AF_INET6) as connection:
        try:
            connection.connect(("::1", serve.port))
            reached = True
        except OSError:
            reached = False
    same("it listens on 127.0.0.1 alone", False, reached)
    with open("/proc/net/tcp", encoding="ascii") as file:
        listening = [line.split()[1] for line in file if line.split()[3] == "0A"]
    same("and on no other address", [f"0100007F:{serve.port:04X}"],
         [one for one in listening if one.endswith(f":{serve.port:04X}")])


def test_first_errors(dir):
    site = Site(f"{dir}/broken")
    site.change("content/rivers/topic.md", "title:", "titel:")
    serve = Serve(site)
    answer = serve.ask("/rivers/")
    same("a site that was never good: a page that says so", (503, True, True),
         (answer.status, b"has errors" in answer.body, b"/.almanac/serve.js" in answer.body))
    same("its style is there", 200, serve.status("/.almanac/serve.css"))
    events = serve.events(since_of(answer.body.decode()))
    event = events.next()
    result(event[0] == "errors" and "titel" in json.dumps(event[1]), "and its errors", event)
    site.change("content/rivers/topic.md", "titel:", "title:")
    same("once mended, the page is told", ["mended", "changed"],
         [events.next()[0], events.next()[0]])
    same("and there", 200, serve.status("/rivers/"))
    events.close()
    same("SIGINT ends it well", 0, serve.end(signal.SIGINT)[0])


def test_base_path(dir):
    site = Site(f"{dir}/based")
    site.change("content/site.json", "https://waterways.example/", "https://waterways.example/g/")
    serve = Serve(site)
    serve.ask("/g/")
    same("a site below a path is served there",
         (301, "/g/", 301, "/g/", 200, 404),
         (serve.status("/"), serve.ask("/").getheader("Location"), serve.status("/g"),
          serve.ask("/g").getheader("Location"), serve.status("/g/rivers/"),
          serve.status("/rivers/")))
    same("its last address is told", True, f":{serve.port}/g/" in serve.end()[1])


def test_ends(dir):
    site = Site(f"{dir}/ends")
    os.makedirs(f"{dir}/bin")
    with open(f"{dir}/bin/xdg-open", "w", encoding="ascii") as file:
        file.write(f"#!/bin/sh\necho \"$1\" >'{dir}/opened.part'\n"
                   f"mv '{dir}/opened.part' '{dir}/opened'\n")
    os.chmod(f"{dir}/bin/xdg-open", 0o755)
    serve = Serve(site, "--open", env={**os.environ, "PATH": f"{dir}/bin:{os.environ['PATH']}"})
    result(eventually(lambda: os.path.exists(f"{dir}/opened")), "--open opens the browser")
    with open(f"{dir}/opened", encoding="ascii") as file:
        same("at the site", f"http://127.0.0.1:{serve.port}/\n", file.read())
    events = [serve.events() for _ in range(3)]
    status, out = serve.end()
    same("SIGTERM ends it well, with pages open", 0, status)
    result("built in" in out and "2 topics" in out, "the first build is told", out)
    for stream in events:
        stream.close()

    serve = Serve(site)
    serve.process.stdout.close()
    site.write("assets/x.txt", "x")
    same("closed output does not end it", "x", serve.text("/assets/x.txt"))
    serve.process.send_signal(signal.SIGTERM)
    same("and it ends well", 0, serve.process.wait(timeout=PATIENCE))

    script = 'exec "$0" serve -C "$1" --port "$2" 0<&- 1>&- 2>&-'
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(["sh", "-c", script, ALMANAC, site.dir, str(port)])
    serve.port = port

    def there():
        try:
            return serve.status("/") == 200
        except OSError:
            return False

    result(eventually(there), "without any standard file it serves")
    process.terminate()
    same("and ends well", 0, process.wait(timeout=PATIENCE))

    empty = f"{dir}/empty"
    os.mkdir(empty)
    run = subprocess.run([ALMANAC, "serve", "-C", empty], capture_output=True, text=True,
                         timeout=PATIENCE, check=False)
    same("a directory that is no site", (1, [], True),
         (run.returncode, os.listdir(empty), "-C" in run.stderr))
    for port in "x", "-1", "65536", "1x", "":
        run = subprocess.run([ALMANAC, "serve", "-C", site.dir, "--port", port],
                             capture_output=True, text=True, timeout=PATIENCE, check=False)
        same(f"--port {port!r}", (2, True), (run.returncode, "is not a port" in run.stderr))


def test_limits(dir):
    """Where not all can be watched: in a user namespace, which has limits of its own."""
    if subprocess.run(["unshare", "-Ur", "true"], stderr=subprocess.DEVNULL, check=False).returncode:
        print("# the limits of inotify are not tested: unshare -Ur does not work here")
        return
    script = 'echo 3 >/proc/sys/user/max_inotify_watches && exec "$0" "$@"'
    serve = Serve(Site(f"{dir}/limits"), before=["unshare", "-Ur", "sh", "-c", script])
    texts = []
    for word in "One-spring", "Two-spring":
        serve.site.write("content/rivers/beginner.md",
                         serve.site.read("content/rivers/beginner.md") + f"\n{word}.\n")
        texts.append(word in serve.text("/rivers/beginner/"))
    same("where not all can be watched, pages are built when they are asked for",
         [True, True, True], texts + ["limit is reached" in serve.said()])
    same("and it ends well", 0, serve.end()[0])


def main(dir):
    site = Site(f"{dir}/site")
    site.write("assets/a b.PNG", "png")
    site.write("assets/root/CNAME", "x")
    site.write("assets/root/thing.xyz", "x")
    serve = Serve(site)
    same("the address is the first thing that is said",
         f"serving http://127.0.0.1:{serve.port}/ with its drafts; Ctrl-C ends it\n", serve.first)
    try:
        test_answers(serve, site)
        test_containment(serve, site)
        test_garbage(serve)
        test_edits(serve, site)
        test_style(serve, site)
        test_errors(serve, site)
        test_many(serve, site)
        test_ports(serve, site, dir)
        test_random(serve, site)
        result(not os.path.exists(site.path("site")), "site/ is never made")
        same("it ends well", 0, serve.end()[0])
    finally:
        if serve.process.poll() is None:
            serve.process.kill()
    test_first_errors(dir)
    test_base_path(dir)
    test_ends(dir)
    test_limits(dir)
    plan()


with tempfile.TemporaryDirectory() as directory:
    main(directory)
