"""A small IMAP4rev1 server (RFC 3501) with one mailbox, for as much as fetching mail needs."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

USER, PASSWORD = "jobs@example.com", 'a "quoted" \\ word'


class Box:
    """What lies in the mailbox: raw mail by UID, and the flags of each."""

    def __init__(self, *mails: bytes):
        self.mails = dict(enumerate(mails, 101))
        self.flags: dict[int, set[str]] = {uid: set() for uid in self.mails}
        self.refuses_login = False

    def unread(self):
        return [uid for uid in self.mails if "\\Seen" not in self.flags[uid]]


@contextmanager
def serving(box: Box) -> Iterator[int]:
    """Serve `box` on a port of this machine, which is given out, until the block ends."""

    class Session(_Session):
        mailbox = box

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


class _Session(socketserver.StreamRequestHandler):
    mailbox: Box

    def handle(self):
        self.say("* OK ready")
        while line := self.rfile.readline():
            tag, _, command = line.decode().strip().partition(" ")
            if not self.answer(tag, command):
                return

    def say(self, words):
        self.wfile.write(words.encode() + b"\r\n")

    def answer(self, tag, command) -> bool:
        word = command.split(" ")[0].upper()
        if word == "LOGIN":
            quoted = PASSWORD.replace("\\", "\\\\").replace('"', '\\"')
            is_known = command.endswith(f'"{quoted}"') and not self.mailbox.refuses_login
            self.say(f"{tag} OK in" if is_known else f"{tag} NO not you")
        elif word == "SELECT":
            self.say(f"* {len(self.mailbox.mails)} EXISTS")
            self.say(f"{tag} OK done" if '"Jobs in"' in command else f"{tag} NO no such folder")
        elif word == "UID":
            self.by_uid(command.split(" ", 1)[1])
            self.say(f"{tag} OK done")
        elif word == "LOGOUT":
            self.say("* BYE")
            self.say(f"{tag} OK done")
            return False
        elif word == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1")
            self.say(f"{tag} OK done")
        else:
            self.say(f"{tag} BAD {word}")
        return True

    def by_uid(self, command):
        word, rest = command.split(" ", 1)
        if word == "SEARCH":
            assert rest == "UNSEEN", rest
            self.say(" ".join(["* SEARCH", *map(str, self.mailbox.unread())]))
            return
        uid, rest = int(rest.split(" ", 1)[0]), rest.split(" ", 1)[1]
        raw = self.mailbox.mails[uid]
        if word == "STORE":
            self.mailbox.flags[uid] |= set(re.findall(r"\\\w+", rest))
        elif rest == "(RFC822.SIZE)":
            self.say(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(raw)})")
        else:
            name = re.search(r"BODY\.PEEK\[(.*)\]", rest)[1]
            part = raw.split(b"\r\n\r\n")[0] + b"\r\n\r\n" if name == "HEADER" else raw
            self.say(f"* 1 FETCH (UID {uid} BODY[{name}] {{{len(part)}}}")
            self.wfile.write(part + b")\r\n")
