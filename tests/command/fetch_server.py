"""A scripted HTTP server on loopback, for fetch.test: real sockets, and every byte that
it is sent is kept.

    fetch_server.py serve DIR            one host, a behaviour a path (the class Script)
    fetch_server.py many DIR COUNT       COUNT hosts, 127.1.x.y, each with a feed
    fetch_server.py heads DIR PATH       the requests for PATH that were sent so far
    fetch_server.py wait STATE NAME      seconds from asked to due, of a fetch-state file

DIR/port is written when it listens, DIR/log gets a line a request, and DIR/set/PATH,
where it exists, is what the path /set/PATH answers, head and body.
"""
import datetime
import email.utils
import gzip
import json
import os
import resource
import socket
import sys
import threading
import time
import zlib

LIMIT = 600  # seconds, after which the server ends by itself


def rss(title, items=1, extra="", body="Text"):
    entries = "".join(
        f"<item><guid>{title}-{i}</guid><title>{title} {i}</title><link>/p/{title}/{i}</link>"
        f"<pubDate>{email.utils.formatdate(1776000000 + 60 * i)}</pubDate>"
        f"<description>{body}</description></item>"
        for i in range(items))
    return (f'<rss version="2.0"><channel><title>{title}</title><link>/</link>{extra}{entries}'
            f"</channel></rss>").encode()


class Script:
    """What each path answers. A method sends what it likes; returning ends the connection."""

    def __init__(self, server, connection, path, head):
        self.server, self.connection, self.path, self.head = server, connection, path, head

    def send(self, data):
        self.connection.sendall(data)

    def answer(self, status, fields=(), body=b""):
        lines = [b"HTTP/1.1 " + status.encode()]
        lines += [f if isinstance(f, bytes) else f.encode() for f in fields]
        lines += [b"Content-Length: %d" % len(body), b"Connection: close", b"", body]
        self.send(b"\r\n".join(lines))

    def feed(self, *fields, **kinds):
        self.answer("200 OK", ("Content-Type: application/rss+xml",) + fields,
                    rss(self.path.strip("/").replace("/", "-"), **kinds))

    def redirect(self, status, to):
        self.answer(status, ["Location: " + to])

    def run(self):
        name = self.path.strip("/").split("/")[0].replace("-", "_")
        if name == "b%FF":
            return self.feed()
        getattr(self, "do_" + name, self.missing)()

    def missing(self):
        self.answer("404 Not Found", (), b"<html><p>Not here")

    # -- good ones --

    def do_plain(self):
        etag, modified = b'ETag: W/"a  b;\xe9,\\c"', b"Last-Modified: Yesterday, about noon"
        if b"\r\nIf-None-Match: " + etag[6:] + b"\r\n" in self.head:
            return self.answer("304 Not Modified", ["Set-Cookie: again=1"])
        self.feed(etag, modified, "Set-Cookie: id=1; Path=/")

    def do_ignores(self):
        """Conditional requests mean nothing to it, and each answer has another ETag."""
        self.feed(f'ETag: "{time.monotonic_ns()}"')

    def do_renews(self):
        self.server.counts[self.path] = count = self.server.counts.get(self.path, 0) + 1
        if b"\r\nIf-None-Match: " in self.head:
            return self.answer("304 Not Modified", [f'ETag: "{count}"'])
        self.feed(f'ETag: "{count}"')

    def do_set(self):
        with open(os.path.join(self.server.dir, self.path[1:]), "rb") as file:
            self.send(file.read())

    def do_gzip(self):
        self.answer("200 OK", ["Content-Encoding: gzip"], gzip.compress(rss("gzip")))

    def do_chunked(self):
        body = rss("chunked")
        self.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
        for i in range(0, len(body), 100):
            part = body[i:i + 100]
            self.send(b"%x\r\n%s\r\n" % (len(part), part))
        self.send(b"0\r\n\r\n")

    def do_type(self):
        self.answer("200 OK", ["Content-Type: image/png"], rss("type"))

    def do_hints(self):
        self.send(b'HTTP/1.1 103 Early Hints\r\nETag: "hint"\r\n\r\n')
        self.feed()

    def do_age(self):
        self.feed("Cache-Control: public, max-age=7200", "Expires: Thu, 01 Jan 2026 00:00:00 GMT")

    def do_year(self):
        self.feed("Cache-Control: max-age=31536000")

    def do_expires(self):
        now = time.time()
        self.feed("Date: " + email.utils.formatdate(now, usegmt=True),
                  "Expires: " + email.utils.formatdate(now + 10800, usegmt=True))

    def do_ttl(self):
        if b"If-None-Match" in self.head:
            return self.answer("304 Not Modified")
        self.feed('ETag: "t"', extra="<ttl>300</ttl>")

    def do_many(self):
        self.feed(items=10000)

    def do_far(self):
        self.answer("200 OK", (), b'<rss version="2.0"><channel><title>far</title><item>'
                    b"<guid>far</guid><pubDate>Fri, 31 Dec 9999 23:59:59 GMT</pubDate>"
                    b"</item></channel></rss>")

    def do_shared(self):
        """Slow, to be asked twice at once, if anybody did."""
        server = self.server
        with server.lock:
            server.open += 1
            server.most = max(server.most, server.open)
            with open(os.path.join(server.dir, "most"), "w") as file:
                file.write(str(server.most))
        time.sleep(0.05)
        self.feed()
        with server.lock:
            server.open -= 1

    def do_slow(self):
        time.sleep(1.5)
        self.feed()

    def do_page(self):
        self.answer("200 OK", ["Content-Type: text/html"],
                    b"<!doctype html><title>Blog</title>"
                    b'<link rel=alternate type="application/rss+xml" href="/nothing">'
                    b'<link rel=alternate type="application/atom+xml" href="/plain?a=1&amp;b=2">')

    # -- redirects --

    def do_moved(self):
        self.redirect("301 Moved Permanently", "/moved2")

    def do_moved2(self):
        self.redirect("308 Permanent Redirect", "home")

    def do_home(self):
        self.feed('ETag: "home"')

    def do_found(self):
        self.redirect("302 Found", "/found2")

    def do_found2(self):
        self.redirect("301 Moved Permanently", "/home")

    def do_loop(self):
        self.redirect("302 Found", "/loop2")

    def do_loop2(self):
        self.redirect("302 Found", "/loop")

    def do_hop(self):
        self.redirect("307 Temporary Redirect", f"/hop/{int(self.path.split('/')[2]) + 1}")

    def do_tofile(self):
        self.redirect("302 Found", "file:///etc/passwd")

    def do_togopher(self):
        self.redirect("301 Moved Permanently", "gopher://127.0.0.1/")

    def do_tocloud(self):
        self.redirect("302 Found", "http://169.254.169.254/latest/meta-data/")

    def do_tonowhere(self):
        self.redirect("302 Found", "http://[::ffff:169.254.169.254]/")

    def do_bytes(self):
        self.answer("301 Moved Permanently", [b"Location: /b\xff"])

    def do_escapes(self):
        self.answer("200 OK", (), b'{"version": "https://jsonfeed.org/version/1.1", "title": "",'
                    b' "a\\u001b[2Jb": 1, "a\\u001b[2Jb": 1, "items": [1, 1e999]}')

    # -- those that fail --

    def do_gone(self):
        self.answer("410 Gone")

    def do_often(self):
        self.answer("429 Too Many Requests", ["Retry-After: 14400"])

    def do_busy(self):
        self.answer("503 Service Unavailable",
                    ["Retry-After: " + email.utils.formatdate(time.time() + 18000, usegmt=True)])

    def do_broken(self):
        self.answer("500 Internal Server Error")

    def do_unasked(self):
        self.answer("304 Not Modified")

    def do_login(self):
        self.answer("200 OK", ["Content-Type: application/rss+xml"],
                    b"<!DOCTYPE html><html><head><title>Log in</title></head><form>...")

    def do_empty(self):
        self.answer("200 OK")

    def do_cut(self):
        self.send(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + rss("cut"))

    def do_cutchunk(self):
        self.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n" + rss("cut"))

    def do_partial(self):
        """Its end is missing, and nobody says so."""
        self.answer("200 OK", ['ETag: "part"'], rss("partial", items=3)[:-150])

    def do_silent(self):
        pass

    def do_bomb(self):
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        body = packer.compress(b"<rss><channel><title>")
        for _ in range(64):
            body += packer.compress(b"a" * (1 << 20))
        self.answer("200 OK", ["Content-Encoding: gzip"], body + packer.flush())

    def do_claims(self):
        self.send(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n<rss>")

    def do_notgzip(self):
        self.answer("200 OK", ["Content-Encoding: gzip"], rss("notgzip"))

    def do_fields(self):
        self.send(b"HTTP/1.1 200 OK\r\n")
        for i in range(3000):
            self.send(b"X-%d: %s\r\n" % (i, b"x" * 100))

    def do_drip(self):
        self.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(100):
            self.send(b"<")
            time.sleep(1)

    def do_never(self):
        time.sleep(60)

    def do_old(self):
        self.send(b"<rss version='2.0'><channel><title>HTTP/0.9</title></channel></rss>")


class Server:
    def __init__(self, where):
        self.dir = where
        self.lock = threading.Lock()
        self.counts = {}
        self.open = self.most = 0
        self.log = open(os.path.join(where, "log"), "a")

    def read_head(self, connection):
        head = b""
        while b"\r\n\r\n" not in head:
            part = connection.recv(65536)
            if not part:
                return None
            head += part
        return head

    def talk(self, connection, script):
        try:
            head = self.read_head(connection)
            if head:
                path = head.split(b" ")[1].decode("latin-1")
                with self.lock:
                    self.log.write(json.dumps([path, head.decode("latin-1")]) + "\n")
                    self.log.flush()
                script(self, connection, path.split("?")[0], head).run()
        except OSError:
            pass  # the other side has had enough
        connection.close()

    def listen(self, address, port):
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((address, port))
        listening.listen(64)
        return listening

    def accept(self, listening, script):
        while True:
            connection, _ = listening.accept()
            threading.Thread(target=self.talk, args=(connection, script), daemon=True).start()

    def ready(self, port):
        with open(os.path.join(self.dir, "port.new"), "w") as file:
            file.write(str(port))
        os.rename(os.path.join(self.dir, "port.new"), os.path.join(self.dir, "port"))


class Host(Script):
    """One of many: a tenth of a second, and the last one two seconds."""

    def run(self):
        time.sleep(2 if self.path.endswith("/last") else 0.1)
        if b"If-None-Match" in self.head:
            self.answer("304 Not Modified")
        else:
            self.feed('ETag: "one"', items=20, body="Words " * 100)


def serve(where):
    server = Server(where)
    listening = server.listen("127.0.0.1", 0)
    server.ready(listening.getsockname()[1])
    server.accept(listening, Script)


def many(where, count):
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    server, port = Server(where), 0
    for i in range(int(count)):
        listening = server.listen(f"127.1.{i // 200}.{i % 200 + 1}", port)
        port = listening.getsockname()[1]
        threading.Thread(target=server.accept, args=(listening, Host), daemon=True).start()
    server.ready(port)
    threading.Event().wait()


def heads(where, path):
    with open(os.path.join(where, "log")) as log:
        for line in log:
            asked, head = json.loads(line)
            if asked == path:
                sys.stdout.buffer.write(head.encode("latin-1"))


def wait(state, name):
    with open(state) as file:
        one = next(s for s in json.load(file) if s["name"] == name)
    due, asked = (datetime.datetime.fromisoformat(one[m][:-1]) for m in ("due", "asked"))
    print(int((due - asked).total_seconds()))


if __name__ == "__main__":
    threading.Timer(LIMIT, lambda: os._exit(1)).start() if sys.argv[1] in ("serve", "many") else None
    {"serve": serve, "many": many, "heads": heads, "wait": wait}[sys.argv[1]](*sys.argv[2:])
