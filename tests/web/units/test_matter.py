"""The matter page: every step an officer takes, what it refuses, and two people on one matter."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from infolinia.city.models import Staff, Unit
from infolinia.city.rules.calendar import Calendar
from infolinia.contacts import queries as contacts
from infolinia.core.clock import now
from infolinia.matters import operations as matters
from infolinia.matters import queries
from infolinia.matters.shapes import MatterView, Registered
from infolinia.web.units import steps
from tests.web.units.conftest import As, Register, with_reason


def view_of(matter: Registered, staff: Staff) -> MatterView:
    """Return the matter as it is now."""
    return queries.matter_view(matter.id, now(), staff=staff)


def step(client: Client, matter: Registered, slug: str, *, version: int, **typed: object) -> HttpResponse:
    """Send the form of a step."""
    response: HttpResponse = client.post(f"/sprawy/{matter.id}/{slug}", {"version": version, **typed})
    return response


def test_the_page_tells_the_whole_matter(as_: As, piotr: Staff, pothole: Registered) -> None:
    page = as_(piotr).get(f"/sprawy/{pothole.id}").content.decode()
    for told in (
        pothole.number,
        "Dziura w jezdni",
        "ul. Żaglowa 12, Obłuże",
        "Halina Zatoka",
        "halina@example.org",
        "Głęboka dziura przy przystanku.",
        "Dlaczego ten termin?",
        "obietnica miasta, nie przepis",
        "Przekazana do komórki",
        "Przedłuż termin, zanim minie",
    ):
        assert told in page, told


def test_a_term_of_law_reminds_of_the_notice_and_a_promise_does_not(
    as_: As, piotr: Staff, register: Register, pothole: Registered
) -> None:
    by_law = as_(piotr).get(f"/sprawy/{register('informacja-publiczna').id}").content.decode()
    assert "Wyślij zawiadomienie o nowym terminie najpóźniej" in by_law
    assert "KPA art. 36" in by_law
    assert "KPA art. 36" not in as_(piotr).get(f"/sprawy/{pothole.id}").content.decode()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("dziura-w-jezdni", "Do odpowiedzi zegar stoi (obietnica miasta, nie przepis)."),
        ("informacja-publiczna", "Zegar idzie dalej: tego terminu pytanie nie zatrzymuje."),
    ],
)
def test_the_form_of_a_question_says_whether_the_clock_stands(
    as_: As, piotr: Staff, register: Register, kind: str, said: str
) -> None:
    made = register(kind)
    matters.take(matter_id=made.id, by_id=piotr.pk, at=now())
    assert said in as_(piotr).get(f"/sprawy/{made.id}?krok=zapytaj").content.decode()


def test_opening_the_page_is_written_down(as_: As, piotr: Staff, pothole: Registered, halina: object) -> None:
    as_(piotr).get(f"/sprawy/{pothole.id}")
    (line,) = contacts.readings(since=now() - timedelta(minutes=1), until=now() + timedelta(minutes=1)).lines
    assert (line.staff_name, line.why, line.matter_id, line.resident_id) == (
        "Piotr Kotwica",
        "matter",
        pothole.id,
        halina,
    )


@pytest.mark.parametrize("way", ["zywo", "metryka", "a refused step"])
def test_no_way_to_a_matter_is_without_a_line_in_the_log(as_: As, piotr: Staff, pothole: Registered, way: str) -> None:
    address = f"/sprawy/{pothole.id}"
    shown = as_(piotr).post(f"{address}/notatka", {}) if way == "a refused step" else as_(piotr).get(f"{address}/{way}")
    assert pothole.number in shown.content.decode()
    (line,) = contacts.readings(since=now() - timedelta(minutes=1), until=now() + timedelta(minutes=1)).lines
    assert (line.staff_name, line.matter_id) == ("Piotr Kotwica", pothole.id)


@pytest.mark.parametrize(("step", "field"), [("przedluz", "new_day"), ("czekaj", "remind_on")])
def test_a_day_at_the_end_of_the_calendar_is_a_slip_of_the_hand(
    as_: As, piotr: Staff, taken: Registered, step: str, field: str
) -> None:
    typed = {"version": 1, "text": "Dużo pracy.", "whom": "wodociągi", field: "9999-12-31"}
    answer = as_(piotr).post(f"/sprawy/{taken.id}/{step}", typed)
    assert answer.status_code == 422
    assert "Wpisz dzień, na przykład 2026-12-15." in answer.content.decode()


def test_piotr_takes_answers_and_closes(as_: As, piotr: Staff, pothole: Registered) -> None:
    piotrs = as_(piotr)
    assert step(piotrs, pothole, "przyjmij", version=0).status_code == 302
    assert step(piotrs, pothole, "odpowiedz", version=1, text="Ekipa przyjedzie jutro.").status_code == 302
    closed = step(piotrs, pothole, "zamknij", version=2, result="done", text="Naprawiono dziś.", basis="")
    assert closed.status_code == 302
    view = view_of(pothole, piotr)
    assert (view.status.code, view.closing_text) == ("closed", "Naprawiono dziś.")
    assert [event.kind for event in view.timeline][:3] == ["closed", "answered", "taken"]


def test_a_question_stops_the_clock_and_the_reply_starts_it(as_: As, piotr: Staff, taken: Registered) -> None:
    piotrs = as_(piotr)
    step(piotrs, taken, "zapytaj", version=1, text="Przy którym numerze?", answer_days=7)
    assert view_of(taken, piotr).due.stopped
    page = piotrs.get(f"/sprawy/{taken.id}").content.decode()
    assert "Mieszkaniec odpowiedział" in page
    step(piotrs, taken, "odpisal", version=2, text="Przy dwunastce.")
    assert not view_of(taken, piotr).due.stopped


def test_a_new_end_needs_a_reason_and_is_told_to_the_resident(as_: As, piotr: Staff, register: Register) -> None:
    matter = register("informacja-publiczna")
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=now())
    day = Calendar().next_working(view_of(matter, piotr).due.day + timedelta(days=14))
    refused = step(as_(piotr), matter, "przedluz", version=1, new_day=day.isoformat(), text="")
    assert "Wpisz powód" in refused.content.decode()
    step(as_(piotr), matter, "przedluz", version=1, new_day=day.isoformat(), text="Czekamy na dane z archiwum.")
    assert view_of(matter, piotr).due.day >= day


def test_a_matter_of_others_goes_on_to_them_and_leaves_the_page(
    as_: As, piotr: Staff, outsider: Staff, lamps: Unit, taken: Registered
) -> None:
    response = step(
        as_(piotr),
        taken,
        "zwroc",
        version=1,
        target="unit",
        unit=str(lamps.pk),
        reason_code="not_our_task",
        text="To latarnia, nie jezdnia.",
    )
    assert response.url == "/skrzynka"
    assert as_(piotr).get(f"/sprawy/{taken.id}").status_code == 404
    assert "To latarnia, nie jezdnia." in as_(outsider).get(f"/sprawy/{taken.id}").content.decode()


@pytest.mark.parametrize(
    ("slug", "typed", "said"),
    [
        ("odpowiedz", {"text": "   "}, "Wpisz odpowiedź"),
        ("zapytaj", {"text": "Gdzie?", "answer_days": 3}, "Daj co najmniej 7 dni."),
        ("zapytaj", {"text": "Gdzie?", "answer_days": "siedem"}, "Wpisz liczbę dni, na przykład 7."),
        (
            "zwroc",
            {"target": "unit", "unit": "", "reason_code": "not_our_task", "text": "To nie nasze."},
            "Wybierz komórkę z listy.",
        ),
        ("zwroc", {"target": "helpline", "text": "To nie nasze."}, "Wybierz powód: bez niego sprawa wróci do Was."),
        ("zwroc", {"target": "helpline", "reason_code": "other", "text": ""}, "Napisz krótko, o co chodzi"),
        ("przedluz", {"new_day": "wtorek", "text": "Bo tak."}, "Wpisz dzień, na przykład 2026-12-15."),
        ("przedluz", {"new_day": "2020-01-02", "text": "Bo tak."}, "Nowy termin musi być późniejszy"),
        ("zamknij", {"text": "Zrobione.", "basis": ""}, "Wybierz wynik."),
        ("zamknij", {"result": "refused", "text": "Nie możemy.", "basis": ""}, "Przy odmowie podaj podstawę prawną."),
        ("czekaj", {"kind": "unit", "whom": "", "remind_on": ""}, "Wpisz, na kogo czekacie."),
        (
            "czekaj",
            {"kind": "unit", "whom": "wodociągi", "remind_on": "2020-01-02"},
            "Dzień przypomnienia już minął.",
        ),
        ("czekaj", {"kind": "season", "remind_on": ""}, "Wybierz dzień, w którym wrócicie do pracy."),
        (
            "czekaj",
            {"kind": "unit", "whom": "zieleń", "stands": "on", "evidence": "Notatka."},
            "mieszkaniec nie odpowiada za to",
        ),
        ("zamknij", {"result": "not_ours", "text": "To droga krajowa.", "handed_to": ""}, "Wpisz, kto to załatwia"),
        (
            "zamknij",
            {"result": "not_ours", "text": "To droga krajowa.", "handed_to": "GDDKiA", "handed_on": "2020-01-02"},
            "Tego dnia sprawy jeszcze u nas nie było",
        ),
        (
            "zamknij",
            {"result": "duplicate", "text": "Znamy.", "same_as": "INF-1999-1"},
            "Nie ma sprawy o takim numerze",
        ),
        ("zaplanuj", {"day": "2020-01-02"}, "Ten dzień już minął."),
        ("zlec", {"contractor": "Budimost", "text": "Zasypać.", "to_email": "biuro", "days": 30}, "Wpisz adres, na"),
        ("podziel", {"unit_1": "", "text_1": "Zasypać."}, "Wybierz komórkę."),
        ("odpowiedz", {"text": "x" * 6000}, "Ten tekst jest za długi."),
    ],
)
def test_a_refusal_says_what_to_do_keeps_what_was_typed_and_changes_nothing(
    as_: As, piotr: Staff, taken: Registered, slug: str, typed: dict[str, object], said: str
) -> None:
    before = view_of(taken, piotr)
    response = step(as_(piotr), taken, slug, version=1, **typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    for value in typed.values():
        assert str(value).strip()[:200] in page
    assert view_of(taken, piotr) == before or view_of(taken, piotr).version == before.version


def test_the_second_of_two_officers_is_told_and_nothing_is_overwritten(
    as_: As, piotr: Staff, taken: Registered
) -> None:
    matters.add_note(matter_id=taken.id, text="Ekipa już jedzie.", by_id=piotr.pk, at=now())
    mine = "Nie będziemy naprawiać."
    response = step(as_(piotr), taken, "zamknij", version=1, result="refused", text=mine, basis="KPA art. 104")
    page = response.content.decode()
    assert response.status_code == 409
    assert "Ktoś właśnie zmienił tę sprawę." in page
    assert mine in page
    assert view_of(taken, piotr).status.code == "in_progress"

    again = step(as_(piotr), taken, "zamknij", version=2, result="refused", text=mine, basis="KPA art. 104")
    assert again.status_code == 302
    assert view_of(taken, piotr).status.code == "closed"


def test_a_change_between_the_check_and_the_step_is_undone(
    as_: As, piotr: Staff, taken: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else's change slips in after the page was checked: the step is rolled back, not laid over it."""
    answer = steps.BY_SLUG["odpowiedz"]

    def late(ident: object, data: object, by: int, at: object) -> None:
        matters.add_note(matter_id=taken.id, text="Wcisnęłam się.", by_id=piotr.pk, at=now())
        answer.perform(ident, data, by, at)  # type: ignore[arg-type]

    monkeypatch.setitem(steps.BY_SLUG, "odpowiedz", steps.Step(**{**vars(answer), "perform": late}))
    assert step(as_(piotr), taken, "odpowiedz", version=1, text="Odpowiedź.").status_code == 409
    assert "answered" not in [event.kind for event in view_of(taken, piotr).timeline]


def test_hostile_words_are_only_text(as_: As, piotr: Staff, register: Register) -> None:
    hostile = "<script>alert(1)</script>"
    matter = register(subject=hostile, description=f"{hostile} & {{{{ 7*7 }}}}", on_behalf_of=hostile)
    page = as_(piotr).get(f"/sprawy/{matter.id}").content.decode()
    assert hostile not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_step_that_does_not_exist_is_not_found(as_: As, piotr: Staff, taken: Registered) -> None:
    assert step(as_(piotr), taken, "skasuj", version=1).status_code == 404


def test_the_record_of_the_matter_lists_who_did_what_from_the_start(as_: As, piotr: Staff, taken: Registered) -> None:
    page = as_(piotr).get(f"/sprawy/{taken.id}/metryka").content.decode()
    assert page.index("Zgłoszenie wpłynęło") < page.index("Przyjęta przez komórkę")
    assert "KPA art. 66a" in page


def test_a_refresh_replaces_what_others_change_and_leaves_the_form_alone(
    as_: As, piotr: Staff, taken: Registered
) -> None:
    fragment = as_(piotr).get(f"/sprawy/{taken.id}/zywo").content.decode()
    assert fragment.count('hx-swap-oob="true"') == 3
    assert "<textarea" not in fragment


def test_an_adviser_reads_but_does_not_work_on_a_matter(as_: As, zofia: Staff, taken: Registered) -> None:
    zofias = with_reason(as_(zofia))
    page = zofias.get(f"/sprawy/{taken.id}").content.decode()
    assert "Zamknij z wynikiem" not in page
    refused = step(zofias, taken, "zamknij", version=1, result="done", text="Ja to zamknę.", basis="")
    assert refused.status_code == 422
    assert "Tę sprawę prowadzi inna komórka." in refused.content.decode()


def test_the_page_costs_the_same_with_a_long_story(
    as_: As, piotr: Staff, taken: Registered, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(40):
        matters.add_note(matter_id=taken.id, text=f"Notatka {number}", by_id=piotr.pk, at=now())
    client = as_(piotr)
    client.get(f"/sprawy/{taken.id}")
    with django_assert_max_num_queries(24):
        client.get(f"/sprawy/{taken.id}")
