"""Fetching mail from an IMAP mailbox: each is kept here before it counts as read there."""

import imaplib
import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from config.records.inbound import Mailbox
from pipeline.mailing.arriving import MOST_BYTES, BelongsToNobody, TooLarge, take_in

log = logging.getLogger(__name__)

TASK = "fetch_inbound_mail"
TIMEOUT_SECONDS = 30
MOST_AT_ONCE = 200
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
TOO_LARGE = "It is larger than 25 MB and lies in the mailbox still; only its headers are here."


def fetch_mail(mailbox: Mailbox) -> int:
    """Take in what nobody has read in the mailbox; return how many mails were looked at.

    A mail is marked as read after its row is committed; a crash between the two fetches it
    again, which changes nothing. One that belongs to nobody is read and starred, for the
    operator. A mailbox that cannot be reached is said in the log, and asked again.
    """
    try:
        with _opened(mailbox) as server:
            numbers = _unread(server)
            for number in numbers:
                _take(server, number)
            return len(numbers)
    except (OSError, imaplib.IMAP4.error) as error:
        log.warning("Mail of %s could not be fetched: %s", mailbox.host, error)
        return 0


@contextmanager
def _opened(mailbox) -> Iterator[imaplib.IMAP4]:
    place = {"host": mailbox.host, "port": mailbox.port, "timeout": TIMEOUT_SECONDS}
    context = ssl.create_default_context()
    if mailbox.use_ssl:
        server = imaplib.IMAP4_SSL(**place, ssl_context=context)
    else:
        server = imaplib.IMAP4(**place)
    with server:
        if not mailbox.use_ssl and not mailbox.is_plain:
            server.starttls(ssl_context=context)
        server.login(mailbox.user, mailbox.password)
        _checked(server.select(_quoted(mailbox.folder)))
        yield server


def _quoted(folder):
    escaped = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _unread(server):
    found = _checked(server.uid("SEARCH", "UNSEEN"))
    return found[0].split()[:MOST_AT_ONCE] if found and found[0] else []


def _take(server, number):
    size = SIZE.search(_bytes_in(_checked(server.uid("FETCH", number, "(RFC822.SIZE)"))))
    is_large = bool(size) and int(size[1]) > MOST_BYTES
    part = "(BODY.PEEK[HEADER])" if is_large else "(BODY.PEEK[])"
    raw = _literal(_checked(server.uid("FETCH", number, part)))
    flags = "(\\Seen)"
    try:
        take_in(raw, problem=TOO_LARGE if is_large else "")
    except (BelongsToNobody, TooLarge) as problem:
        log.warning("Mail %s was left in the mailbox: %s", number.decode(), problem)
        flags = "(\\Seen \\Flagged)"
    _checked(server.uid("STORE", number, "+FLAGS.SILENT", flags))


def _checked(answer):
    """Return the data of an answer; a server that refuses is an error as any other."""
    kind, data = answer
    if kind != "OK":
        raise imaplib.IMAP4.error(f"{kind} {data!r}")
    return data


def _bytes_in(data):
    return b" ".join(item if isinstance(item, bytes) else b" ".join(item) for item in data if item)


def _literal(data):
    return next((item[1] for item in data if isinstance(item, tuple)), b"")
