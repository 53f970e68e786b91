"""A mail server that takes its time and counts what it gets, by Message-ID."""

import socketserver
import threading
import time
from collections import Counter
from email import message_from_bytes


class _Talk(socketserver.StreamRequestHandler):
    """Just enough SMTP (RFC 5321) for a sender who makes no mistakes."""

    def handle(self):
        self._say(220, "ready")
        for line in self.rfile:
            command = line[:4].upper()
            if command == b"DATA":
                self._say(354, "go on")
                self._take()
            elif command == b"QUIT":
                self._say(221, "bye")
                return
            else:
                self._say(250, "ok")

    def _take(self):
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line)
        else:
            return  # the sender died in the middle
        time.sleep(self.server.seconds)
        self.server.received[message_from_bytes(b"".join(lines))["Message-ID"]] += 1
        self._say(250, "kept")

    def _say(self, code, words):
        self.wfile.write(f"{code} {words}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on a free port; `seconds` is how long it takes over each mail."""

    daemon_threads = True

    def __init__(self, seconds: float):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.seconds = seconds
        self.received: Counter[str] = Counter()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}?starttls=no"
