"""Reading mail that came in, however it is written, broken or meant."""

import pytest

from pipeline.mailing.bounces import read_bounce
from pipeline.mailing.incoming import read_mail
from pipeline.mailing.quotes import split_quote
from tests.pipeline.letters import raw_mail, report


def test_a_plain_mail_says_who_sent_it_and_what_it_answers():
    mail = read_mail(raw_mail(In_Reply_To="<a@x>", References="<b@x> <a@x>"))
    assert (mail.sender, mail.subject) == ("ada@example.com", "Re: A talk")
    assert mail.text == "Thursday suits me."
    assert mail.references == ("<a@x>", "<b@x>")
    assert not mail.is_automatic


def test_encoded_headers_and_bodies_are_read():
    raw = (
        b"From: =?utf-8?B?w4VzYSBMw7Z2?= <ASA@example.com>\r\n"
        b"Subject: =?iso-8859-1?Q?Gr=FC=DFe?=\r\n =?utf-8?Q?_=E2=9C=93?=\r\n"
        b"Content-Type: text/plain; charset=windows-1252\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"=84Gern=93 =80\r\n"
    )
    mail = read_mail(raw)
    assert mail.sender == "asa@example.com"
    assert mail.subject == "Grüße ✓"
    assert mail.text == "„Gern“ €"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\0\0",
        b"From\r\n\r\nhello",
        b"From: <@>\r\nTo: ,,;:<\r\nSubject: =?x?q?=?=\r\nMessage-ID: <<>\r\n\r\n\0",
        b"Content-Type: multipart/mixed; boundary=\r\n\r\n--\r\n",
        b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--b\r\nnothing",
        b"Content-Type: text/plain; charset=klingon\r\n\r\n\xff\xfe hi",
        b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!",
        b"Content-Type: application/pdf; name*=x''%ff%00\r\n\r\n%PDF",
        b"Subject: \xff\xfe\r\nFrom: \x80 <a\x80@b>\r\n\r\nx",
        b"Content-Type: message/rfc822\r\n\r\nFrom: a@b\r\n\r\nx",
        b"Content-Type: multipart/report; boundary=a\r\n\r\n--a\r\nContent-Type: message/x\r\n\r\n",
    ],
    ids=range(12),
)
def test_broken_mail_is_read_as_far_as_it_goes(raw):
    mail = read_mail(raw)
    assert "\0" not in mail.text + mail.subject + mail.sender
    (mail.text + mail.subject + mail.sender + mail.html).encode()


HOSTILE = """<html><head><style>p{position:fixed}</style><title>t</title></head><body onload=x()>
<p style="position:fixed" onclick="x()">Hello</p><script>alert(1)</script>
<img src="https://spy.example.com/p.gif"><iframe src="https://evil.example.com"></iframe>
<a href="javascript:alert(1)">one</a><a href="https://x.example.com" target=_top>two</a>
<form action="https://evil.example.com"><input name=p></form><svg><script>x</script></svg>
<blockquote><p>what you wrote</p></blockquote></body></html>"""


def test_hostile_html_is_cleaned_and_its_text_read():
    mail = read_mail(raw_mail(text="", html=HOSTILE))
    for word in ("script", "style", "onclick", "img", "iframe", "javascript", "form", "svg"):
        assert word not in mail.html
    assert 'href="https://x.example.com"' in mail.html
    assert mail.text.startswith("Hello")
    assert "alert" not in mail.text
    assert "> what you wrote" in mail.text


def test_what_comes_along_is_listed_and_pictures_within_the_text_are_not():
    raw = (
        b"Content-Type: multipart/related; boundary=a\r\n\r\n"
        b"--a\r\nContent-Type: text/html\r\n\r\n<p>Hi</p>\r\n"
        b"--a\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <l>\r\n"
        b"Content-Disposition: inline\r\n\r\nx\r\n"
        b"--a\r\nContent-Type: application/pdf; name=cv.pdf\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--a--"
    )
    (file,) = read_mail(raw).attachments
    assert (file.name, file.content) == ("cv.pdf", b"%PDF")


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"X_Autoreply": "yes"},
        {"Precedence": "bulk"},
        {"Return_Path": "<>"},
    ],
)
def test_what_no_person_wrote_is_told(headers):
    assert read_mail(raw_mail(**headers)).is_automatic


def test_a_person_who_says_so_is_one():
    assert not read_mail(raw_mail(Auto_Submitted="no")).is_automatic


@pytest.mark.parametrize(
    ("text", "fresh", "quoted"),
    [
        ("Yes.\n\nOn Mon, 2 Nov 2026 at 9:00, Acme <a@b> wrote:\n> Come?", "Yes.", "On Mon"),
        ("Ja.\n\nAm 2.11.2026 um 9:00 schrieb Acme:\n> Kommen?", "Ja.", "Am 2.11."),
        ("Yes.\n\n-----Original Message-----\nFrom: Acme", "Yes.", "-----"),
        ("Yes.\n\nFrom: Acme\nSent: Monday\nTo: Ada\n\nCome?", "Yes.", "From: Acme"),
        ("Yes.\n> Come?\n> Soon?\n", "Yes.", "> Come?"),
        ("> Come?\nYes, gladly.\n> When?\nFriday.", "> Come?\nYes, gladly.\n> When?\nFriday.", ""),
        ("On Monday I wrote: nothing.", "On Monday I wrote: nothing.", ""),
        ("> only a quotation", "> only a quotation", ""),
    ],
)
def test_what_is_new_is_told_from_what_is_quoted(text, fresh, quoted):
    said, folded = split_quote(text)
    assert said == fresh
    assert folded.startswith(quoted)
    assert bool(folded) == bool(quoted)


def test_a_report_says_what_did_not_arrive_and_why():
    bounce = read_mail(report(returned="<ours@example.com>")).bounce
    assert bounce.is_final
    assert bounce.message_ids == ("<ours@example.com>",)
    assert bounce.reason == "There is no such address. (5.1.1 550 No such user)"


def test_a_delay_is_no_failure():
    bounce = read_mail(report(action="delayed", status="4.4.1", returned="<o@x>")).bounce
    assert not bounce.is_final
    assert bounce.reason.startswith("Their mail server does not answer.")


def test_a_report_with_the_whole_mail_and_several_recipients_is_read():
    raw = report(returned="<ours@example.com>").replace(b"text/rfc822-headers", b"message/rfc822")
    second = b"Final-Recipient: rfc822; b@x\r\nAction: delivered\r\nStatus: 2.1.5\r\n\r\n"
    raw = raw.replace(b"Final-Recipient", second + b"Final-Recipient", 1)
    bounce = read_mail(raw).bounce
    assert (bounce.action, bounce.recipient) == ("failed", "ada@example.com")
    assert bounce.message_ids == ("<ours@example.com>",)


def test_a_mail_about_something_else_is_no_report():
    from email import message_from_bytes, policy

    message = message_from_bytes(raw_mail(), policy=policy.default)
    assert read_bounce(message) is None
