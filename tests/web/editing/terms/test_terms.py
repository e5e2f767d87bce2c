"""The catalogue of terms, the days off and recounts on their screens: who may what, and what each press does."""

import re
from collections.abc import Mapping
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from infolinia.city import queries as city
from infolinia.city.models import DayOffChange, Staff, Unit
from infolinia.core.clock import now
from infolinia.matters import jobs, operations, wording
from infolinia.matters.models import Clock, Matter, Recount
from infolinia.matters.operations import CategoryDraft, save_category
from infolinia.matters.shapes import MatterDraft, Registered
from infolinia.web.editing.terms import urls
from tests.web.rights import DOOR, FORM, MISSING, OPEN, REFUSED, ROLES, amiss
from tests.web.units.conftest import As

pytestmark = pytest.mark.django_db

READERS = (REFUSED, REFUSED, REFUSED, OPEN, OPEN, OPEN, DOOR)
EXPECTED = {
    "terms": READERS,
    "terms_new": READERS,
    "terms_one": READERS,
    "terms_days": READERS,
    "terms_recounts": READERS,
    "terms_recount": (REFUSED, REFUSED, REFUSED, MISSING, MISSING, MISSING, DOOR),
    **dict.fromkeys(("terms_confirm", "terms_doubt", "terms_day_back", "terms_recount_decide"), (FORM,) * 7),
}


@pytest.fixture
def people(
    as_: As, zofia: Staff, piotr: Staff, outsider: Staff, marek: Staff, ewa: Staff, administrator: Staff
) -> dict[str, Client]:
    """One browser a role."""
    signed_in = (zofia, piotr, outsider, marek, ewa, administrator)
    return {**{role: as_(one) for role, one in zip(ROLES, signed_in, strict=False)}, "guest": Client()}


@pytest.fixture
def catalogue(roads: Unit) -> None:
    """The catalogue, and complaints that run by it."""
    operations.load_catalogue()
    save_category(CategoryDraft("skarga", "Skarga", unit=roads.code, clock="skarga", kind="complaint"))


@pytest.fixture
def complaint(catalogue: None, zofia: Staff) -> Registered:
    """A complaint registered now."""
    return operations.register(
        draft=MatterDraft(category_code="skarga", description="Nikt nie odpisuje."), by_id=zofia.pk, at=now()
    )


def _form(page: str) -> dict[str, str]:
    """Return what a browser would send from the entry's form, unchanged."""
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="checkbox"' not in tag:
            found[name[1]] = value[1] if value else ""
    for name, body in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', body)
        found[name] = chosen[1] if chosen else ""
    for name, body in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.S):
        found[name] = body
    return {name: value for name, value in found.items() if name not in ("q", "kto", "csrfmiddlewaretoken")}


def test_every_role_at_every_address(people: Mapping[str, Client], catalogue: None) -> None:
    values = {"code": "skarga", "recount_id": 1, "change_id": 1}
    addresses = {}
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern) and pattern.name
        needed = {name: values[name] for name in pattern.pattern.converters}
        addresses[pattern.name] = reverse(f"editing:{pattern.name}", kwargs=needed)
    assert set(addresses) == set(EXPECTED)
    assert amiss(people, addresses, EXPECTED) == []


def test_who_may_press(people: Mapping[str, Client], catalogue: None) -> None:
    days, entry = reverse("editing:terms_days"), reverse("editing:terms_confirm", args=["skarga"])
    for role in ("adviser", "own officer", "another officer", "editor"):
        assert people[role].post(days, {}).status_code == REFUSED, role
        assert people[role].post(reverse("editing:terms_recounts"), {}).status_code == REFUSED, role
        assert people[role].post(reverse("editing:terms_recount_decide", args=[1]), {}).status_code == REFUSED, role
        assert people[role].post(reverse("editing:terms_day_back", args=[1]), {}).status_code == REFUSED, role
    for role in ("adviser", "own officer", "another officer"):
        assert people[role].post(entry, {"kto": "x", "version": "0"}).status_code == REFUSED, role
        assert people[role].post(reverse("editing:terms_new"), {}).status_code == REFUSED, role
    assert not DayOffChange.objects.exists() and not Recount.objects.exists()


def test_saving_an_entry_unchanged_changes_nothing(as_: As, ewa: Staff, catalogue: None) -> None:
    browser, address = as_(ewa), reverse("editing:terms_one", args=["petycja"])
    before = Clock.objects.get(code="petycja")
    sent = browser.post(address, _form(browser.get(address).content.decode()))
    assert sent.status_code == DOOR, sent.content.decode()
    after = Clock.objects.get(code="petycja")
    assert (after.term, after.longest, after.side_terms) == (before.term, before.longest, before.side_terms)
    assert after.version == before.version + 1
    assert not Recount.objects.exists()


def test_a_changed_term_loses_its_lawyer_and_begins_a_recount(as_: As, ewa: Staff, complaint: Registered) -> None:
    browser, address = as_(ewa), reverse("editing:terms_one", args=["skarga"])
    given = _form(browser.get(address).content.decode()) | {"length": "2"}
    sent = browser.post(address, given)
    recount = Recount.objects.get()
    assert sent["Location"] == reverse("editing:terms_recount", args=[recount.pk])
    row = Clock.objects.get(code="skarga")
    assert (row.term, row.confirmed) == ("2 months", False)
    assert Matter.objects.get(pk=complaint.id).term == "1 month", "nothing changes before somebody decided"
    page = browser.get(address).content.decode()
    assert "<s>1 miesiąc</s> → 2 miesiące" in page and "Ewa Molo" in page
    stale = browser.post(address, given)
    assert stale.status_code == 422 and "Ktoś zmienił ten wpis" in stale.content.decode()


def test_a_side_clock_is_added_and_a_wrong_one_is_refused_beside_its_line(as_: As, ewa: Staff, catalogue: None) -> None:
    browser, address = as_(ewa), reverse("editing:terms_one", args=["zaswiadczenie"])
    given = _form(browser.get(address).content.decode())
    given |= {"poboczne-0-name": "Zawiadom o zwłoce", "poboczne-0-length": "3"}
    refused = browser.post(address, given)
    assert refused.status_code == 422 and "Wpisz przepis." in refused.content.decode()
    assert browser.post(address, given | {"poboczne-0-basis": "KPA art. 36"}).status_code == DOOR
    [line] = Clock.objects.get(code="zaswiadczenie").side_terms
    assert (line["code"], line["term"], line["counts_from"]) == ("zawiadom-o-zwloce", "3 days", "start")


def test_a_new_entry(as_: As, ewa: Staff, catalogue: None) -> None:
    browser, address = as_(ewa), reverse("editing:terms_new")
    given = _form(browser.get(address).content.decode())
    given |= {"name": "Zgoda na zajęcie drogi", "length": "14", "unit": "days", "basis": "uchwała"}
    assert browser.post(address, given).status_code == DOOR
    row = Clock.objects.get(code="zgoda-na-zajecie-drogi")
    assert (row.term, row.confirmed) == ("14 days", False)


def test_a_lawyers_word_is_written_down_and_taken_back(as_: As, ewa: Staff, catalogue: None) -> None:
    browser, address = as_(ewa), reverse("editing:terms_one", args=["petycja"])
    version = Clock.objects.get(code="petycja").version
    browser.post(reverse("editing:terms_confirm", args=["petycja"]), {"version": version, "kto": ""})
    assert not Clock.objects.get(code="petycja").confirmed
    browser.post(reverse("editing:terms_confirm", args=["petycja"]), {"version": version, "kto": "Anna Wzorcowa"})
    assert "Anna Wzorcowa" in browser.get(address).content.decode()
    browser.post(reverse("editing:terms_doubt", args=["petycja"]), {"version": version + 1})
    assert not Clock.objects.get(code="petycja").confirmed


def test_a_day_off_is_added_counted_with_and_taken_back(as_: As, marek: Staff, complaint: Registered) -> None:
    browser, address = as_(marek), reverse("editing:terms_days")
    given = {"day": "2027-05-02", "is_off": "1", "name": "Dzień Flagi", "years": "3", "basis": "ustawa z 2027 r."}
    sent = browser.post(address, given)
    assert sent.status_code == DOOR
    # 2 May 2027 is a Sunday, and free anyway: only the two years after it change.
    assert [one.day for one in city.changes_of_days_off()] == [date(2029, 5, 2), date(2028, 5, 2)]
    page = browser.get(address, {"rok": "2028"}).content.decode()
    assert "Dzień Flagi" in page and "ustawa z 2027 r." in page
    assert Recount.objects.get().cause == "calendar"
    again = browser.post(address, given)
    assert again.status_code == 422 and "O tym dniu już coś zapisano" in again.content.decode()
    change = city.changes_of_days_off()[0]
    browser.post(reverse("editing:terms_day_back", args=[change.id]))
    assert not city.calendar().is_day_off(date(2029, 5, 2))


def test_a_statutory_day_can_stop_being_free(as_: As, marek: Staff) -> None:
    browser, address = as_(marek), reverse("editing:terms_days")
    wrong = browser.post(address, {"day": "2027-05-04", "is_off": "0", "years": "1", "basis": "ustawa"})
    assert wrong.status_code == 422
    browser.post(address, {"day": "2027-01-06", "is_off": "0", "years": "1", "basis": "ustawa"})
    assert not city.calendar().is_free(date(2027, 1, 6))
    assert "już nie jest wolny" in browser.get(address, {"rok": "2027"}).content.decode()


def test_the_difference_is_looked_at_and_decided(as_: As, marek: Staff, ewa: Staff, complaint: Registered) -> None:
    last, browser = wording.last_day(Matter.objects.get(pk=complaint.id).resident_due_at), as_(marek)
    browser.post(
        reverse("editing:terms_days"),
        {"day": last.isoformat(), "is_off": "1", "name": "Dzień Próby", "years": "1", "basis": "ustawa"},
    )
    recount = Recount.objects.get()
    while operations.count_batch(recount_id=recount.pk, at=now()):
        pass
    address = reverse("editing:terms_recount", args=[recount.pk])
    page = browser.get(address).content.decode()
    assert complaint.number in page and "Zmień terminy" in page
    assert "Zmień terminy" not in as_(ewa).get(address).content.decode()
    decide = reverse("editing:terms_recount_decide", args=[recount.pk])
    browser.post(decide, {"co": "nic"})
    assert Recount.objects.get().state == "ready"
    browser.post(decide, {"co": "zmien", "mieszkancy": "1"})
    recount.refresh_from_db()
    assert (recount.state, recount.tells_residents, recount.decided_by_id) == ("applying", True, marek.pk)
    browser.post(decide, {"co": "zostaw"})
    recount.refresh_from_db()
    assert recount.state == "applying", "too late to drop it"


def test_the_administration_knows_changed_days_off_too(as_: As, administrator: Staff) -> None:
    browser, address = as_(administrator), "/admin/city/dayoffchange/add/"
    assert "Przeliczenia" in browser.get(address).content.decode()
    nameless = browser.post(address, {"day": "04.05.2027", "is_off": "on", "name": "", "basis": "ustawa"})
    assert nameless.status_code == OPEN and not DayOffChange.objects.exists()
    browser.post(address, {"day": "04.05.2027", "is_off": "on", "name": "Dzień Próby", "basis": "ustawa"})
    assert city.calendar().day_off_name(date(2027, 5, 4)) == "Dzień Próby"
    [begun] = ProcrastinateJob.objects.filter(task_name="matters.calendar_changed")
    assert begun.args["by_id"] == administrator.pk


def test_changed_hours_of_the_line_begin_a_recount_too(as_: As, administrator: Staff) -> None:
    as_(administrator).post("/admin/city/openinghours/add/", {"weekday": "0", "opens": "08:00", "closes": "15:00"})
    [begun] = ProcrastinateJob.objects.filter(task_name="matters.calendar_changed")
    jobs.calendar_changed(**begun.args)
    assert Recount.objects.get().cause == "calendar"
    assert "godziny" in Recount.objects.get().note


@pytest.mark.parametrize(
    ("field", "length", "unit", "said"),
    [
        ("poboczne-0-", "11", "years", "Najwięcej to 10 lat."),
        ("poboczne-0-", "200", "months", "Najwięcej to 120 miesięcy."),
        ("", "4000", "days", "Najwięcej to 3660 dni."),
    ],
)
def test_a_slip_in_a_length_is_refused_beside_its_input(
    as_: As, ewa: Staff, catalogue: None, field: str, length: str, unit: str, said: str
) -> None:
    browser, address = as_(ewa), reverse("editing:terms_one", args=["zaswiadczenie"])
    given = _form(browser.get(address).content.decode())
    given |= {"poboczne-0-name": "Zawiadom o zwłoce", "poboczne-0-basis": "KPA art. 36"}
    refused = browser.post(address, given | {f"{field}length": length, f"{field}unit": unit})
    page = refused.content.decode()
    assert refused.status_code == 422 and said in page
    assert f'value="{length}"' in page and "Zawiadom o zwłoce" in page
    assert not Clock.objects.get(code="zaswiadczenie").side_terms


def test_a_day_off_waits_while_a_recount_is_applied(as_: As, marek: Staff, catalogue: None) -> None:
    given = {"day": "2028-05-02", "is_off": "1", "name": "Dzień Flagi", "years": "1", "basis": "ustawa"}
    browser, address = as_(marek), reverse("editing:terms_days")
    Recount.objects.create(cause="calendar", state="applying", at=now())
    refused = browser.post(address, given)
    assert refused.status_code == 422 and "Poczekaj, aż się skończy." in refused.content.decode()
    assert not DayOffChange.objects.exists() and not city.calendar().is_day_off(date(2028, 5, 2))
    Recount.objects.update(state="done")
    assert browser.post(address, given).status_code == DOOR
    assert DayOffChange.objects.count() == 1
