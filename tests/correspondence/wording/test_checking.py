"""What is refused when a template is saved, and that what came with the product passes."""

import pytest

from infolinia.correspondence.rules.purposes import PURPOSES
from infolinia.correspondence.rules.wording.checking import faults
from infolinia.correspondence.rules.wording.reading import Wrong
from infolinia.correspondence.rules.wording.shapes import LANGUAGES
from infolinia.correspondence.wordings import shipped

GOOD = "Druki: {druki}. Tel. {telefon}"
SHIPPED = [
    (purpose, channel, language)
    for purpose in PURPOSES
    for channel in PURPOSES[purpose].channels
    for language in LANGUAGES
    if shipped(purpose, channel, language)
]


@pytest.mark.parametrize(("purpose", "channel", "language"), SHIPPED, ids=["-".join(each) for each in SHIPPED])
def test_what_came_with_the_product_has_no_fault(purpose: str, channel: str, language: str) -> None:
    source = shipped(purpose, channel, language)
    assert source is not None
    found = faults(PURPOSES[purpose], channel=channel, language=language, subject=source.subject, body=source.body)
    assert found == ()


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_has_its_words_in_every_language(purpose: str, language: str) -> None:
    assert [channel for channel in PURPOSES[purpose].channels if shipped(purpose, channel, language) is None] == []


def _wrong(body: str, subject: str = "Druki", channel: str = "email", language: str = "pl") -> list[tuple[Wrong, int]]:
    found = faults(PURPOSES["sent_form"], channel=channel, language=language, subject=subject, body=body)
    return [(each.wrong, each.line) for each in found]


@pytest.mark.parametrize(
    ("what", "body", "wrong"),
    [
        ("nothing amiss", GOOD, []),
        ("an unknown word", f"{GOOD}\n{{peselem}}", [(Wrong.UNKNOWN, 2)]),
        ("a brace that stands alone", f"{GOOD} {{", [(Wrong.BRACE, 1)]),
        ("an empty mark", f"{GOOD} {{}}", [(Wrong.BRACE, 1)]),
        ("a condition left open", f"{GOOD}\n\n{{jeśli link}}x", [(Wrong.NOT_CLOSED, 3)]),
        ("an end without a beginning", f"{GOOD} {{koniec}}", [(Wrong.NOT_OPENED, 1)]),
        ("a value that may be missing", f"{GOOD} {{link}}", [(Wrong.MUST_ASK, 1)]),
        ("the same where it is asked for", f"{GOOD}{{jeśli link}}{{link}}{{koniec}}", []),
        ("said where it is certainly missing", f"{GOOD}{{jeśli nie link}}{{link}}{{koniec}}", [(Wrong.MUST_ASK, 1)]),
        ("said in the other branch", f"{GOOD}{{jeśli nie link}}a{{inaczej}}{{link}}{{koniec}}", []),
        ("a flag that is said", f"{GOOD} {{wypełnione}}", [(Wrong.FLAG, 1)]),
        ("a form that no text has", f"{GOOD} {{telefon:do}}", [(Wrong.FORM, 1)]),
        ("two forms of a Polish noun", f"{GOOD} {{ile druków:druk|druki}}", [(Wrong.COUNT_FORMS, 1)]),
        ("forms of what is not counted", f"{GOOD} {{telefon:a|b|c}}", [(Wrong.PLURAL, 1)]),
        ("a link to a script", f"{GOOD} [x](javascript:alert)", [(Wrong.LINK, 1)]),
        ("a link to a text", f"{GOOD} [x]({{telefon}})", [(Wrong.LINK, 1)]),
        ("a link to an address", f"{GOOD} [x]({{strona}})", []),
        ("nothing at all", "", [(Wrong.EMPTY, 0), (Wrong.MISSING, 0)]),
        ("the forms forgotten", "Tel. {telefon}", [(Wrong.MISSING, 0)]),
    ],
    ids=str,
)
def test_a_text_with(what: str, body: str, wrong: list[tuple[Wrong, int]]) -> None:
    assert _wrong(body) == wrong, what


@pytest.mark.parametrize(
    ("subject", "wrong"),
    [("", Wrong.SUBJECT), ("**Druki**", Wrong.MARKUP), ("D" * 151, Wrong.LONG), ("{nazwisko}", Wrong.UNKNOWN)],
)
def test_a_subject(subject: str, wrong: Wrong) -> None:
    assert _wrong(GOOD, subject=subject) == [(wrong, -1)]


def test_a_text_message_has_no_marks_and_needs_its_link() -> None:
    assert _wrong("**Druki**", subject="", channel="sms") == [(Wrong.MARKUP, 1), (Wrong.MISSING, 0)]


def test_english_counts_in_two_forms() -> None:
    assert _wrong(f"{GOOD} {{ile druków:form|forms}}", language="en") == []
    assert _wrong(f"{GOOD} {{ile druków:a|b|c}}", language="en") == [(Wrong.COUNT_FORMS, 1)]


def test_a_slip_of_the_keys_is_recognised() -> None:
    (fault,) = faults(PURPOSES["sent_form"], channel="email", language="pl", subject="x", body=f"{GOOD} {{telefn}}")
    assert fault.hint == "{telefon}"
