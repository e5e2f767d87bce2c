"""A PDF from outside: plain ones are kept, all others refused with a sentence that says what to do."""

import random
import time
from collections.abc import Callable

import pytest

from infolinia.knowledge.pdf import checking
from infolinia.knowledge.pdf.checking import CannotTakePdf, check
from tests.knowledge.pdf import samples
from tests.knowledge.pdf.samples import action, pdf


def test_a_plain_form_is_taken_with_its_fields() -> None:
    facts = check(samples.form())
    assert (facts.pages, facts.is_tagged) == (1, True)
    assert [(field["name"], field["kind"], field["is_long"]) for field in facts.fields] == [
        ("imie", "text", False), ("telefon", "text", False), ("email", "text", False), ("opis", "text", True),
        ("zgoda", "box", False),
    ]  # fmt: skip
    assert facts.fields[0]["label"] == "Imię i nazwisko"
    assert (check(pdf(pages=3)).pages, check(pdf()).fields) == (3, ())


@pytest.mark.parametrize(
    ("what", "make", "reason"),
    [
        ("nothing", lambda: b"", "empty"),
        ("a page of a site", lambda: b"<html><script>", "not_pdf"),
        ("a file that hides its kind", lambda: b"MZ\x90\0" + pdf(), "not_pdf"),
        ("too large", lambda: b"%PDF-" + b"0" * checking.LARGEST, "large"),
        ("a password", lambda: pdf(lambda writer: writer.encrypt("haslo")), "encrypted"),
        ("an empty password", lambda: pdf(lambda writer: writer.encrypt("")), "encrypted"),
        ("cut off", lambda: pdf()[:150], "broken"),
        ("only noise", lambda: b"%PDF-1.7\n" + random.Random(1).randbytes(5_000), "broken"),
        ("no pages", lambda: pdf(pages=0), "broken"),
        ("too many pages", lambda: pdf(pages=61), "pages"),
        ("a script when opened", lambda: pdf(action("/JavaScript", **{"/JS": "app.alert(1)"})), "script"),
        ("a script nobody calls yet", lambda: pdf(samples.orphan_script), "script"),
        ("a script in a field", lambda: pdf(samples.script_on_field), "script"),
        ("another program", lambda: pdf(action("/Launch", **{"/F": "cmd.exe"})), "launch"),
        ("data sent away", lambda: pdf(action("/SubmitForm", **{"/F": "https://zlo.example"})), "sends"),
        ("another file opened", lambda: pdf(action("/GoToR", **{"/F": "inny.pdf"})), "elsewhere"),
        ("an attachment", lambda: pdf(lambda writer: writer.add_attachment("a.exe", b"MZ")), "attachment"),
        ("a film", lambda: pdf(samples.film), "media"),
        ("a form of the other kind", lambda: pdf(samples.xfa), "xfa"),
        ("much packed into little", lambda: pdf(samples.bomb), "costly"),
        ("lists in lists", lambda: pdf(samples.nest), "depth"),
    ],
)  # fmt: skip
def test_anything_else_is_refused(what: str, make: Callable[[], bytes], reason: str) -> None:
    started = time.monotonic()
    with pytest.raises(CannotTakePdf) as refused:
        check(make())
    assert refused.value.reason == reason, what
    assert len(str(refused.value)) > 15, "a person reads why"
    assert time.monotonic() - started < checking.SECONDS, what


def test_a_reader_that_does_not_come_back_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "SECONDS", 0.01)
    with pytest.raises(CannotTakePdf) as refused:
        check(pdf())
    assert refused.value.reason == "costly"
