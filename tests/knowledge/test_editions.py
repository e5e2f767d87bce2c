"""Editions: published once, never changed, readable for the days on which they held."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from infolinia.city.models import Unit
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import Edition
from tests.knowledge.conftest import Publish

MARCH, JUNE = datetime(2026, 3, 10, 9, tzinfo=UTC), datetime(2026, 6, 1, 9, tzinfo=UTC)


def test_a_published_card_is_shown_with_safe_html_and_its_owner(publish: Publish, lamps: Unit) -> None:
    publish(
        "latarnia",
        "Latarnia",
        unit="zdiz-oswietlenie",
        answer="W **3 dni** <b>bez</b> opłat.",
        term="3 dni robocze",
        fees=[{"what": "", "amount": "0"}],
        questions=["Która ulica?"],
        sections={"podstawa": "Uchwała.", "nasza": "Tekst.", "kto": "Każdy."},
    )
    view = queries.card("latarnia")
    assert view is not None
    assert view.answer_html == "W <strong>3 dni</strong> &lt;b&gt;bez&lt;/b&gt; opłat."
    assert (view.unit_code, view.unit_name) == ("zdiz-oswietlenie", lamps.name)
    assert [section.code for section in view.sections] == [
        "o-co-zapytac",
        "kto",
        "oplaty",
        "termin",
        "podstawa",
        "nasza",
    ]
    assert {section.code: section.peek for section in view.sections}["oplaty"] == "bez opłaty"


def test_a_new_wording_is_a_new_edition_and_the_same_wording_is_not(publish: Publish) -> None:
    assert publish("a", "Karta", answer="Raz.") == 1
    assert publish("a", "Karta", answer="Raz.") == 1
    assert publish("a", "Karta", answer="Dwa.") == 2
    assert publish("a", "Karta", answer="Raz.") == 3


def test_what_a_card_said_on_a_day_can_be_read(publish: Publish) -> None:
    publish("a", "Karta", answer="Wiosną.", when=MARCH)
    publish("a", "Karta", answer="Latem.", when=JUNE)
    said = [
        queries.card_as_of("a", day)
        for day in (date(2026, 3, 9), date(2026, 3, 10), date(2026, 5, 31), date(2026, 6, 1))
    ]
    assert [view.answer_html if view else None for view in said] == [None, "Wiosną.", "Wiosną.", "Latem."]
    first = queries.card("a", edition=1)
    assert first is not None and first.answer_html == "Wiosną." and not first.is_current


def test_fees_are_those_of_the_day_asked(publish: Publish) -> None:
    fees = [
        {"what": "odpis", "amount": "22", "valid_to": "2026-12-31"},
        {"what": "odpis", "amount": "25", "valid_from": "2027-01-01"},
    ]
    publish("a", "Karta", fees=fees)
    told = [queries.card("a", day=day) for day in (date(2026, 12, 31), date(2027, 1, 1))]
    assert [view.fee_text for view in told if view] == ["odpis: 22 zł", "odpis: 25 zł"]


def test_the_database_refuses_to_change_what_was_published(publish: Publish) -> None:
    publish("a", "Karta", answer="Prawda.")
    edition = Edition.objects.get()
    for change in ({"answer": "Kłamstwo."}, {"state": "draft"}, {"published_at": MARCH}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        edition.delete()


def test_the_database_refuses_two_current_editions(publish: Publish) -> None:
    publish("a", "Karta")
    edition = Edition.objects.get()
    edition.pk, edition.number = None, 2
    with pytest.raises(DatabaseError), transaction.atomic():
        edition.save()


def test_another_language_stands_beside_polish_and_polish_stands_in_for_a_missing_one(publish: Publish) -> None:
    publish("a", "Dowód")
    publish("a", "Identity card", language="en")
    titles = [view.title if (view := queries.card("a", language=language)) else None for language in ("pl", "en", "uk")]
    assert titles == ["Dowód", "Identity card", "Dowód"]


def test_an_unknown_unit_is_refused_and_nothing_is_kept(publish: Publish) -> None:
    with pytest.raises(operations.CannotPublish, match="nie-ma-takiej"):
        publish("a", "Karta", unit="nie-ma-takiej")
    assert queries.card("a") is None


def test_a_retired_card_leaves_search_and_lists_but_its_editions_stay(publish: Publish, at: datetime) -> None:
    publish("stara", "Stara karta o rowerach")
    publish("nowa", "Nowa karta o rowerach")
    operations.retire(card_code="stara", successor="nowa", by_id=None, at=at)
    assert [hit.code for hit in queries.search("rowery")] == ["nowa"]
    assert [link.code for group in queries.all_cards() for link in group.cards] == ["nowa"]
    view = queries.card("stara")
    assert view is not None and view.successor is not None and view.successor.code == "nowa"
