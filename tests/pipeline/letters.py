"""Mail as it comes in: plain builders of raw messages."""

from email import policy
from email.message import EmailMessage


def raw_mail(**headers) -> bytes:
    """A plain mail from Ada; `text`, `html` and headers as they are given, with _ for -."""
    text = headers.pop("text", "Thursday suits me.")
    html = headers.pop("html", "")
    files = headers.pop("files", {})
    mail = EmailMessage(policy=policy.SMTP)
    usual = {
        "From": "Ada Osei <ada@example.com>",
        "To": "reply@hire.example.com",
        "Subject": "Re: A talk",
        "Message-ID": "<one@mail.example.com>",
    }
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in {**usual, **given}.items():
        if value is not None:
            mail[name] = value
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    for name, content in files.items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def report(*, action="failed", status="5.1.1", diagnostic="smtp; 550 No such user", returned):
    """A report about delivery as RFC 3464 lays it out; `returned` is the Message-ID of ours."""
    return f"""From: Mail Delivery Subsystem <mailer-daemon@mx.example.com>
To: jobs@example.com
Subject: Returned mail
Message-ID: <report-{action}@mx.example.com>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain

Your mail was not delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com
Arrival-Date: Fri, 20 Nov 2026 10:00:00 +0000

Final-Recipient: rfc822; ada@example.com
Action: {action}
Status: {status}
Diagnostic-Code: {diagnostic}

--b1
Content-Type: text/rfc822-headers

From: Acme <jobs@example.com>
To: ada@example.com
Message-ID: {returned}
Subject: A talk

--b1--
""".replace("\n", "\r\n").encode()
