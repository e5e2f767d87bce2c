"""Letters as real servers and programs write them, with invented people: material of several tests."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

HALINA = "halina.zatoka@example.org"
OURS = "infolinia@example.org"
WRITTEN = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)


def plain(text: str = "Dzień dobry, kiedy odbiór śmieci na Świętojańskiej?", **heads: str) -> EmailMessage:
    """Return a simple letter of Halina's; head lines may be replaced by `Message_ID="…"`."""
    mail = EmailMessage()
    given = {
        "From": f"Halina Zatoka <{HALINA}>",
        "To": f"Infolinia <{OURS}>",
        "Subject": "Odbiór śmieci",
        "Date": format_datetime(WRITTEN),
        "Message-ID": "<list.1@poczta.example.org>",
    } | {name.replace("_", "-"): value for name, value in heads.items()}
    for name, value in given.items():
        if value:
            mail[name] = value
    mail.set_content(text)
    return mail


def with_file(name: str, content: bytes, kind: str = "application/octet-stream", **heads: str) -> EmailMessage:
    """Return a letter with one file."""
    mail = plain(**heads)
    maintype, _, subtype = kind.partition("/")
    mail.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    return mail


def bounced(about: str, *, code: str = "5.1.1", action: str = "failed") -> bytes:
    """Return a delivery report as Postfix writes one (RFC 3464) about the message with this Message-ID."""
    return f"""Return-Path: <>
Received: by mx.poczta.example.org (Postfix) id 4F5; Mon, 23 Nov 2026 09:00:01 +0100 (CET)
Date: Mon, 23 Nov 2026 09:00:01 +0100 (CET)
From: MAILER-DAEMON@mx.poczta.example.org (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: {OURS}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="4F5.1/mx"
Message-Id: <20261123080001.4F5@mx.poczta.example.org>

This is a MIME-encapsulated message.

--4F5.1/mx
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.poczta.example.org.
I'm sorry to have to inform you that your message could not be delivered.

--4F5.1/mx
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.poczta.example.org
X-Postfix-Queue-ID: 4F5
X-Postfix-Sender: rfc822; {OURS}
Arrival-Date: Mon, 23 Nov 2026 09:00:00 +0100 (CET)

Final-Recipient: rfc822; nikt@poczta.example.org
Original-Recipient: rfc822;nikt@poczta.example.org
Action: {action}
Status: {code}
Remote-MTA: dns; mx.poczta.example.org
Diagnostic-Code: smtp; 550 {code} <nikt@poczta.example.org>: Recipient address rejected

--4F5.1/mx
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

Return-Path: <{OURS}>
From: Infolinia <{OURS}>
To: nikt@poczta.example.org
Subject: Odpowiedz
Message-ID: {about}

--4F5.1/mx--
""".replace("\n", "\r\n").encode()


def read_receipt(about: str) -> bytes:
    """Return what a reader's program says when the letter was displayed (RFC 8098)."""
    return f"""From: {HALINA}
To: {OURS}
Subject: Przeczytano: Odpowiedz
Message-ID: <mdn.1@poczta.example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary=mdn

--mdn
Content-Type: text/plain

Wiadomosc zostala wyswietlona.
--mdn
Content-Type: message/disposition-notification

Reporting-UA: poczta.example.org; Program 1
Final-Recipient: rfc822;{HALINA}
Original-Message-ID: {about}
Disposition: manual-action/MDN-sent-manually; displayed
--mdn--
""".replace("\n", "\r\n").encode()


def old_bounce(about: str) -> bytes:
    """Return a report as qmail has written it for thirty years: prose, with the letter at its end."""
    return f"""Return-Path: <>
From: MAILER-DAEMON@stary.example.org
To: {OURS}
Subject: failure notice
Date: 23 Nov 2026 08:00:02 -0000

Hi. This is the qmail-send program at stary.example.org.
I'm afraid I wasn't able to deliver your message to the following addresses.

<nikt@stary.example.org>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

From: {OURS}
Message-ID: {about}
""".replace("\n", "\r\n").encode()


def away(about: str, **heads: str) -> EmailMessage:
    """Return an automatic answer of somebody on holiday."""
    given = {
        "Subject": "Automatyczna odpowiedź: urlop",
        "In_Reply_To": about,
        "Auto_Submitted": "auto-replied",
        "Message_ID": "<urlop.1@poczta.example.org>",
    }
    return plain("Jestem na urlopie do piątku.", **(given | heads))
