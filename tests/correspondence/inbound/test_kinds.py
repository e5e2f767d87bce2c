"""What a letter is: for a person, a report, a machine's answer, or our own coming back."""

import pytest

from infolinia.correspondence.rules.incoming import AUTO_REPLY, DELIVERY_REPORT, LOOP, MESSAGE, kind_of
from infolinia.correspondence.rules.parsing import parse
from tests.correspondence.inbound import letters

ABOUT = "<0b1c2d3e-0000-4000-8000-000000000001@example.org>"
OLD = {"Auto_Submitted": ""}
HOPS = "".join(f"Received: from a{n} by b{n}; Mon, 23 Nov 2026 09:00:00 +0100\r\n" for n in range(51)).encode()

KINDS = {
    "a person's letter": (letters.plain().as_bytes(), False, MESSAGE),
    "a person's answer": (letters.plain(In_Reply_To=ABOUT).as_bytes(), True, MESSAGE),
    "a holiday notice": (letters.away(ABOUT).as_bytes(), True, AUTO_REPLY),
    "a holiday notice that answers nothing we know": (letters.away("").as_bytes(), False, AUTO_REPLY),
    "an old program's notice": (letters.away(ABOUT, Auto_Submitted="", X_Autoreply="yes").as_bytes(), True, AUTO_REPLY),
    "a notice by its precedence": (
        letters.away(ABOUT, Auto_Submitted="", Precedence="bulk").as_bytes(),
        True,
        AUTO_REPLY,
    ),
    "another office's system": (letters.plain(Auto_Submitted="auto-generated").as_bytes(), False, MESSAGE),
    "a letter from a list": (letters.plain(List_Id="<rada.example.org>").as_bytes(), False, MESSAGE),
    "somebody who says it is no machine": (letters.plain(Auto_Submitted="no").as_bytes(), True, MESSAGE),
    "a delivery report": (letters.bounced(ABOUT), False, DELIVERY_REPORT),
    "a report in prose": (letters.old_bounce(ABOUT), False, DELIVERY_REPORT),
    "a read receipt": (letters.read_receipt(ABOUT), True, DELIVERY_REPORT),
    "our own address": (letters.plain(From=f"Infolinia <{letters.OURS}>").as_bytes(), False, LOOP),
    "a letter that went in a circle": (HOPS + letters.plain().as_bytes(), False, LOOP),
    "a letter that bears our mark": (letters.plain(X_Infolinia="1").as_bytes(), False, LOOP),
}


@pytest.mark.parametrize(("raw", "answers_ours", "kind"), KINDS.values(), ids=KINDS)
def test_kinds(raw: bytes, answers_ours: bool, kind: str) -> None:
    assert kind_of(parse(raw), own_addresses=[letters.OURS], answers_ours=answers_ours) == kind


REPORTS = {
    "refused for good": (letters.bounced(ABOUT), "failed", "5.1.1"),
    "still trying": (letters.bounced(ABOUT, action="delayed", code="4.4.1"), "delayed", "4.4.1"),
    "delivered": (letters.bounced(ABOUT, action="delivered", code="2.0.0"), "delivered", "2.0.0"),
    "in prose": (letters.old_bounce(ABOUT), "failed", "5.1.1"),
    "displayed": (letters.read_receipt(ABOUT), "displayed", ""),
}


@pytest.mark.parametrize(("raw", "action", "code"), REPORTS.values(), ids=REPORTS)
def test_reports(raw: bytes, action: str, code: str) -> None:
    report = parse(raw).report
    assert report is not None
    assert (report.action, report.code) == (action, code)
    assert ABOUT in report.about


def test_a_report_names_the_mailbox_and_the_reason() -> None:
    report = parse(letters.bounced(ABOUT)).report
    assert report is not None
    assert report.recipient == "nikt@poczta.example.org"
    assert "Recipient address rejected" in report.reason
