"""Editions of a wording: written, checked at save, approved by another, in force at once, kept for ever."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from infolinia.city.models import Staff
from infolinia.correspondence import letters
from infolinia.correspondence.composing import CannotCompose, compose
from infolinia.correspondence.models import TemplateEdition
from infolinia.correspondence.operations import templates
from infolinia.correspondence.operations.templates import CannotChangeTemplate
from infolinia.correspondence.queries.templates import template_lines, template_view
from tests.conftest import _person

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
READY = {"document": "dowód osobisty", "place": "aleja Przykładowa 1", "hours": "", "until": None, "number": ""}
BODY = "Dzień dobry,\n\nmamy Twój dokument: {dokument}. Odbierz go tutaj: {miejsce}."


@pytest.fixture
def ewa() -> Staff:
    """Ewa, who writes."""
    return _person("redaktor", "Ewa Molo", "editor")


@pytest.fixture
def jan() -> Staff:
    """Jan, who looks at it."""
    return _person("redaktor2", "Jan Sonda", "editor")


def _start(by: Staff, at: datetime, channel: str = "email") -> int:
    return templates.start_edition(purpose="document_ready", channel=channel, language="pl", by_id=by.pk, at=at)


def _published(ewa: Staff, jan: Staff, at: datetime, body: str = BODY) -> int:
    ident = _start(ewa, at)
    version = templates.save_edition(
        edition_id=ident, version=1, subject="Do odbioru: {dokument}", body=body, by_id=ewa.pk, at=at
    )
    templates.send_edition(edition_id=ident, version=version, by_id=ewa.pk, at=at)
    return templates.approve_edition(edition_id=ident, version=version, by_id=jan.pk, at=at)


def test_without_an_edition_the_words_of_the_product_stand(at: datetime) -> None:
    told = compose(purpose="document_ready", channel="email", language="pl", values=READY, at=at)
    assert (told.template, told.edition) == ("document_ready/email/pl", 0)
    assert "dowód osobisty" in told.subject
    assert "Gdzie: aleja Przykładowa 1" in told.text
    assert "\n\n-- \nInfolinia Gdynia" in told.text, "the foot stands below"


def test_an_approved_edition_holds_at_once_and_says_which_it_is(ewa: Staff, jan: Staff, at: datetime) -> None:
    assert _published(ewa, jan, at) == 1
    told = compose(purpose="document_ready", channel="email", language="pl", values=READY, at=at)
    assert (told.subject, told.edition) == ("Do odbioru: dowód osobisty", 1)
    assert "<p>mamy Twój dokument: dowód osobisty." in told.html


def test_a_letter_without_its_own_words_says_what_the_mail_says(ewa: Staff, jan: Staff, at: datetime) -> None:
    _published(ewa, jan, at)
    told = compose(purpose="document_ready", channel="pickup", language="pl", values=READY, at=at)
    assert "mamy Twój dokument" in told.text
    assert told.html == ""


def test_a_language_without_words_is_answered_in_polish(at: datetime) -> None:
    told = compose(purpose="document_ready", channel="sms", language="de", values=READY, at=at)
    assert told.template == "document_ready/sms/pl"


def test_moments_are_told_by_the_citys_clock(at: datetime) -> None:
    values = {"earlier": datetime(2026, 11, 27, 9, 0, tzinfo=UTC), "moment": datetime(2026, 12, 1, 8, 30, tzinfo=UTC)}
    told = compose(purpose="visit_moved", channel="email", language="pl", values=values, at=at)
    assert told.subject == "Twoja wizyta: nowy termin we wtorek 1 grudnia o 9:30"
    assert "Było: w piątek 27 listopada o 10:00" in told.text


@pytest.mark.parametrize(
    ("purpose", "channel", "values", "said"),
    [
        ("document_ready", "email", {}, "Brakuje wartości: dokument"),
        ("nothing", "email", {}, "Nie ma szablonu"),
        ("foot", "sms", {}, "Nie ma szablonu"),
        ("document_ready", "pigeon", READY, "Nie ma szablonu"),
    ],
)
def test_what_cannot_be_composed_is_refused(purpose: str, channel: str, values: dict[str, object], said: str) -> None:
    with pytest.raises(CannotCompose, match=said):
        compose(purpose=purpose, channel=channel, language="pl", values=values)


def test_the_text_of_an_officer_is_kept_whole_and_harmless(at: datetime) -> None:
    values = {"body": "Raz.\n\n<b>Dwa</b> {numer}", "subject": "Pytanie", "number": ""}
    told = compose(purpose="reply", channel="email", language="pl", values=values, at=at)
    assert "Raz.\n\n<b>Dwa</b> {numer}" in told.text
    assert "&lt;b&gt;Dwa" in told.html


def test_a_text_message_costs_no_empty_lines(at: datetime) -> None:
    told = letters.render("registered", _matter(), channel="sms")
    assert (told.subject, told.html) == ("", "")
    assert "\n" not in told.text
    assert "  " not in told.text
    assert "{{kod}}" in told.text, "the code comes only at the moment of sending"


def _matter() -> dict[str, object]:
    return {"number": "INF-2026-48213", "subject": "Dziura", "until": "do piątku", "unit_name": "", "is_answered": True}


def test_a_text_that_could_not_be_sent_is_not_saved(ewa: Staff, at: datetime) -> None:
    ident = _start(ewa, at)
    with pytest.raises(CannotChangeTemplate) as refused:
        templates.save_edition(
            edition_id=ident, version=1, subject="x", body="{dokumet} {miejsce}", by_id=ewa.pk, at=at
        )
    assert refused.value.faults == (
        "Wiersz 1: Nie ma zmiennej {dokumet}. Może chodziło o {dokument}?",
        "Tekst musi użyć {dokument} (co jest do odbioru).",
    )
    assert TemplateEdition.objects.get().version == 1


def test_nobody_approves_the_own_text(ewa: Staff, jan: Staff, at: datetime) -> None:
    ident = _start(ewa, at)
    templates.send_edition(edition_id=ident, version=1, by_id=ewa.pk, at=at)
    with pytest.raises(CannotChangeTemplate, match="inna osoba"):
        templates.approve_edition(edition_id=ident, version=1, by_id=ewa.pk, at=at)
    with pytest.raises(DatabaseError), transaction.atomic():
        TemplateEdition.objects.update(state="published", reviewed_by=ewa, published_at=at)
    with pytest.raises(CannotChangeTemplate, match="Napisz dlaczego"):
        templates.return_edition(edition_id=ident, by_id=jan.pk, at=at)
    templates.return_edition(edition_id=ident, by_id=jan.pk, at=at, reason="Brakuje godzin.")
    view = template_view("document_ready", "email", "pl")
    assert view is not None
    assert view.under_way is not None
    assert (view.under_way.state, view.under_way.return_reason) == ("draft", "Brakuje godzin.")


def test_what_was_read_is_what_is_approved(ewa: Staff, jan: Staff, at: datetime) -> None:
    ident = _start(ewa, at)
    new = templates.save_edition(edition_id=ident, version=1, subject="x", body=BODY, by_id=ewa.pk, at=at)
    with pytest.raises(CannotChangeTemplate, match="zmienił się"):
        templates.save_edition(edition_id=ident, version=1, subject="y", body=BODY, by_id=jan.pk, at=at)
    templates.send_edition(edition_id=ident, version=new, by_id=ewa.pk, at=at)
    with pytest.raises(CannotChangeTemplate, match="zmienił się"):
        templates.approve_edition(edition_id=ident, version=1, by_id=jan.pk, at=at)
    with pytest.raises(DatabaseError), transaction.atomic():
        TemplateEdition.objects.update(body="podmieniony")


def test_earlier_editions_stay_and_can_come_back(ewa: Staff, jan: Staff, at: datetime) -> None:
    _published(ewa, jan, at)
    _published(ewa, jan, at + HOUR, body=BODY + "\n\nDo zobaczenia.")
    view = template_view("document_ready", "email", "pl")
    assert view is not None
    assert [(each.number, each.state) for each in view.editions] == [(2, "published"), (1, "retired")]
    back = templates.start_edition(
        purpose="document_ready", channel="email", language="pl", by_id=ewa.pk, at=at, from_number=1
    )
    assert TemplateEdition.objects.get(pk=back).body == BODY
    assert _start(jan, at) == back, "one draft at a time"
    templates.discard_edition(edition_id=back)
    with pytest.raises(DatabaseError), transaction.atomic():
        TemplateEdition.objects.filter(number=1).delete()


def test_the_list_says_what_was_changed(ewa: Staff, jan: Staff, at: datetime) -> None:
    _published(ewa, jan, at)
    _start(ewa, at, channel="sms")
    found = {(line.purpose, line.channel): line for line in template_lines("pl")}
    assert found["document_ready", "email"].edition == 1
    assert found["document_ready", "sms"].under_way == "draft"
    assert found["document_ready", "letter"].is_borrowed
    assert found["registered", "email"].edition == 0
