"""A card's text in its form and back: nothing is lost on the way, faulty words neither."""

from dataclasses import replace

import pytest
from django.http import QueryDict

from infolinia.knowledge.rules.drafts import FeeLine, SectionText
from infolinia.web.editing.typed import comparable, from_draft, from_post, to_draft
from tests.web.editing.conftest import as_sent, pothole_card

CARD = pothole_card(
    sections=(SectionText("kto", "Każdy.", peek="każdy"), SectionText("wlasna", "Tekst.", heading="Własna sekcja")),
    fees=(
        FeeLine("odpis", "22", "2026-01-01", "2026-12-31"),
        FeeLine("odpis", "33", "2027-01-01", "", confirmed=False),
    ),
    forms=("b", "a"),
    related=("latarnia",),
    extra={"kolor": "zielony"},
)


def test_a_text_that_nobody_changed_comes_back_the_same() -> None:
    assert to_draft(from_draft(CARD), CARD) == CARD


def test_what_a_browser_sends_is_what_was_shown() -> None:
    assert to_draft(from_post(as_sent(CARD)), CARD) == CARD


def test_what_no_form_shows_stays() -> None:
    sent = as_sent(replace(CARD, title="Inny tytuł"))
    assert to_draft(from_post(sent), CARD).extra == {"kolor": "zielony"}
    assert to_draft(from_post(sent), CARD).title == "Inny tytuł"


@pytest.mark.parametrize(
    ("what", "field", "value", "kept"),
    [
        ("an amount that is no number", "fee-amount", "dwa", FeeLine("odpis", "dwa", "", "")),
        ("a day that is no day", "fee-valid_from", "wczoraj", FeeLine("odpis", "", "wczoraj", "")),
    ],
)
def test_a_faulty_fee_is_carried_as_typed(what: str, field: str, value: str, kept: FeeLine) -> None:
    sent = as_sent(replace(CARD, fees=()))
    row = {"fee-what": "odpis", "fee-amount": "", "fee-valid_from": "", "fee-valid_to": "", "fee-confirmed": "yes"}
    for name, said in {**row, field: value}.items():
        sent.setlist(name, [said])
    assert to_draft(from_post(sent), CARD).fees == (kept,), what


def test_an_empty_row_of_fees_is_no_fee() -> None:
    sent = as_sent(CARD)
    for name in ("fee-what", "fee-amount", "fee-valid_from", "fee-valid_to", "fee-confirmed"):
        sent.appendlist(name, "yes" if name == "fee-confirmed" else " ")
    assert to_draft(from_post(sent), CARD).fees == CARD.fees


def test_ticking_boxes_does_not_reorder_what_was_stored() -> None:
    sent = as_sent(CARD)
    sent.setlist("forms", ["a", "b", "c"])
    assert to_draft(from_post(sent), CARD).forms == ("b", "a", "c")


def test_a_cleared_field_is_cleared() -> None:
    sent = as_sent(CARD)
    sent["section-kto"], sent["peek-kto"], sent["script"] = "", "", ""
    changed = to_draft(from_post(sent), CARD)
    assert [section.code for section in changed.sections] == ["wlasna"]
    assert changed.script == ""


def test_fields_that_no_card_has_are_left_out() -> None:
    sent = QueryDict("title=Latarnia&code=inna&reviewed_on=2020-01-01&extra=x")
    changed = to_draft(from_post(sent), CARD)
    assert (changed.code, changed.reviewed_on, changed.extra) == (CARD.code, CARD.reviewed_on, CARD.extra)


def test_a_zero_sign_and_line_ends_of_a_browser_do_no_harm() -> None:
    sent = QueryDict(mutable=True)
    sent["answer"] = "Raz\r\ndwa\0."
    assert to_draft(from_post(sent), CARD).answer == "Raz\ndwa."


def test_white_space_around_words_is_no_change() -> None:
    typed = from_draft(CARD)
    assert comparable({**typed, "title": ("  Dziura w jezdni \n",)}) == comparable(typed)
    assert comparable({**typed, "title": ("Dziura",)}) != comparable(typed)
