"""Providers as they are in life, on this machine: an SMS gateway and a mail server that answer, refuse, fail and hang up."""

import json
import socketserver
import struct
import threading
from contextlib import suppress
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SO_LINGER, SOL_SOCKET


class SmsGateway:
    """`mode` is ok, 429, 400, 401, 500 (after accepting), hang_up (after accepting) or redirect; with `drops_second` a key is sent once."""

    def __init__(self):
        self.mode, self.drops_second = "ok", False
        self.calls, self.sent = [], []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}/messages"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def take(self, key, body):
        if not (self.drops_second and key in [known for known, _ in self.sent]):
            self.sent.append((key, body["text"]))

    def handler(gateway):  # noqa: N805 - the handler's own self is another
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                key = self.headers["Idempotency-Key"]
                gateway.calls.append((key, body, self.headers["Authorization"]))
                if gateway.mode in ("ok", "500", "hang_up"):
                    gateway.take(key, body)
                if gateway.mode == "hang_up":
                    self.connection.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
                    self.connection.close()
                    return
                self.answer({"ok": 200, "redirect": 307}.get(gateway.mode) or int(gateway.mode))

            def answer(self, code):
                self.send_response(code)
                self.send_header("Location", gateway.url)
                self.end_headers()
                self.wfile.write(json.dumps({"id": f"gw-{len(gateway.calls)}"}).encode())

            def log_message(self, *args):
                pass

            def handle(self):
                with suppress(OSError, ValueError):  # we hung up ourselves
                    super().handle()

            def finish(self):
                with suppress(OSError, ValueError):
                    super().finish()

        return Handler


class MailServer:
    """`mode` is ok, 550 (unknown person), 450 (greylisting), 554 (text refused), 421 (busy) or hang_up (after the text)."""

    def __init__(self):
        self.mode, self.got = "ok", []
        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self.handler())
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def handler(server):  # noqa: N805
        class Handler(socketserver.StreamRequestHandler):
            def say(self, words):
                self.wfile.write(f"{words}\r\n".encode())

            def handle(self):
                self.say("421 busy" if server.mode == "421" else "220 here")
                while word := self.rfile.readline().strip():
                    if word.upper() == b"DATA":
                        if not self.data():
                            return
                    elif word.upper() == b"QUIT":
                        self.say("221 bye")
                        return
                    else:
                        self.say(f"{server.mode} no" if word.upper().startswith(b"RCPT") and server.mode in ("550", "450") else "250 ok")

            def data(self):
                self.say("354 go on")
                lines = []
                while (line := self.rfile.readline()) != b".\r\n":
                    lines.append(line)
                if server.mode == "554":
                    self.say("554 not this text")
                    return True
                server.got.append(message_from_bytes(b"".join(lines), policy=policy.default))
                if server.mode == "hang_up":
                    return False
                self.say("250 taken")
                return True

        return Handler
