"""Who sees which matter, and what inboxes, pages, searches and residents get."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from infolinia.city.models import Staff, Unit
from infolinia.contacts.models import Resident
from infolinia.core.paging import Beside
from infolinia.matters import operations, queries
from infolinia.matters.models import StatusAttempt
from infolinia.matters.operations import CannotCheckStatus
from infolinia.matters.shapes import Place, Registered
from tests.matters.conftest import Register

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_each_role_sees_what_it_may(
    matter: Registered, zofia: Staff, marek: Staff, piotr: Staff, administrator: Staff
) -> None:
    for person in (zofia, marek, piotr, administrator):
        assert queries.matter_for(person, matter.id).number == matter.number


def test_another_units_officer_cannot_tell_it_from_one_that_does_not_exist(matter: Registered, outsider: Staff) -> None:
    for ident in (matter.id, uuid.uuid4()):
        with pytest.raises(Http404):
            queries.matter_for(outsider, ident)
    with pytest.raises(Http404):
        queries.matter_view(matter.id, datetime.now().astimezone(), staff=outsider)


def test_an_editor_sees_no_matters_at_all(matter: Registered, at: datetime) -> None:
    ewa = Staff.objects.create(username="redaktor", display_name="Ewa Molo", role="editor")
    with pytest.raises(PermissionDenied):
        queries.matter_for(ewa, matter.id)
    assert queries.search(ewa, matter.number, at).total == 0


def test_the_inbox_as_it_is_drawn(
    register: Register, piotr: Staff, outsider: Staff, roads: Unit, lamps: Unit, at: datetime
) -> None:
    new, to_do, late, asked, waiting, back, done = (register(when=at - back * DAY) for back in (0, 1, 8, 1, 1, 0, 0))
    register("latarnia")
    for one in (to_do, late, asked, waiting, back, done):
        operations.take(matter_id=one.id, by_id=piotr.pk, at=at)
    operations.ask_resident(matter_id=asked.id, question="Gdzie?", by_id=piotr.pk, at=at - DAY)
    operations.wait_for(matter_id=waiting.id, whom="wodociągi", remind_on=date(2026, 11, 24), by_id=piotr.pk, at=at)
    operations.pass_on(matter_id=back.id, to_unit_id=lamps.pk, reason="Wasze.", by_id=piotr.pk, at=at)
    operations.pass_on(matter_id=back.id, to_unit_id=roads.pk, reason="Nie nasze.", by_id=outsider.pk, at=at)
    operations.close(matter_id=done.id, result="done", text="Zasypane.", by_id=piotr.pk, at=at)

    found = queries.inbox(roads.pk, at, staff_id=piotr.pk)
    assert [line.number for line in found.new] == [new.number]
    assert [line.number for line in found.to_do] == [late.number, to_do.number], "by the legal end"
    assert [line.number for line in found.returned] == [back.number]
    assert {
        (line.number, line.for_whom, line.since_text, line.next_step, line.clock.text) for line in found.waiting
    } == {
        (asked.number, "mieszkaniec", "od wczoraj", "przypomnij pn. 30.11", "stoi"),
        (waiting.number, "wodociągi", "od dziś", "przypomnij dziś", "idzie"),
    }
    counts = (found.count_new, found.count_to_do, found.count_waiting, found.count_returned, found.count_done)
    assert counts == (1, 2, 2, 1, 1)
    assert (found.count_mine, found.count_nobodys, found.count_late, found.count_due_soon) == (4, 2, 1, 0)
    assert [line.number for line in queries.inbox(roads.pk, at, staff_id=piotr.pk, only="nobodys").to_do] == []
    assert [line.number for line in queries.done(roads.pk, at).done] == [done.number]


def test_an_inbox_costs_the_same_for_one_matter_and_for_many(
    register: Register, roads: Unit, at: datetime, django_assert_max_num_queries: object
) -> None:
    for _ in range(12):
        register()
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert len(queries.inbox(roads.pk, at).new) == 12


def test_the_page_of_a_matter(
    register: Register, halina: Resident, piotr: Staff, at: datetime, django_assert_max_num_queries: object
) -> None:
    earlier = register(resident_id=halina.id, place=Place("Falista", "1", "Orłowo"))
    same_street = register()
    found = register(resident_id=halina.id, reply_channel="sms", reply_address="+48500000014")
    operations.take(matter_id=found.id, by_id=piotr.pk, at=at)
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        view = queries.matter_view(found.id, at, staff=piotr)
    assert (view.number, view.resident_name, view.reply_address) == (found.number, "Halina Zatoka", "500 000 014")
    assert (view.place, view.unit_name, view.officer_name) == ("Żaglowa 12, Obłuże", view.unit_name, "Piotr Kotwica")
    assert {line.number for line in view.related} == {earlier.number, same_street.number}
    assert [event.title for event in view.timeline] == [
        "Przyjęta przez komórkę",
        "Przekazana do komórki",
        "Zgłoszenie wpłynęło",
    ]
    assert {"answer", "close", "extend", "pass_on", "return_to_helpline", "ask_resident"} <= view.may
    assert "chase" not in view.may
    assert view.ruler.sentence == "Od 24.11.2026 do 27.11.2026. Dziś 24.11.2026, minęło 0 z 3 liczonych dni."
    assert not view.term_is_confirmed


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("INF-2026", True),
        ("dziura", True),
        ("DZIURA zaglowa", True),
        ("glęboka", True),
        ("przystanku oblu", True),
        ("latarnia", False),
        ("dziura falista", False),
        ("", False),
        ("%", False),
        ("_", False),
    ],
)
def test_search_by_number_street_and_words_without_diacritics(
    matter: Registered, piotr: Staff, at: datetime, text: str, finds: bool
) -> None:
    assert bool(queries.search(piotr, text, at).total) is finds


def test_search_never_shows_what_the_person_may_not_see(matter: Registered, outsider: Staff, at: datetime) -> None:
    assert queries.search(outsider, matter.number, at).total == 0


def test_pages_of_a_long_list(register: Register, piotr: Staff, at: datetime) -> None:
    made = [register(when=at + timedelta(minutes=step)).number for step in range(53)]
    first = queries.search(piotr, "dziura", at)
    last = queries.search(piotr, "dziura", at, beside=Beside(first.behind))
    assert (first.total, first.before, len(first.lines), len(last.lines), last.behind) == (53, "", 50, 3, "")
    assert [line.number for line in (*first.lines, *last.lines)] == made[::-1]
    assert queries.search(piotr, "dziura", at, beside=Beside(last.before, back=True)) == first


def test_every_line_of_an_inbox_is_reached(register: Register, roads: Unit, piotr: Staff, at: datetime) -> None:
    made = {register(when=at + timedelta(minutes=step // 2)).number for step in range(9)}
    today = queries.inbox(roads.pk, at, size=4)
    assert (len(today.new), today.longer, today.count_new) == (4, frozenset({"new"}), 9)
    seen, page = [], queries.inbox_list(roads.pk, at, "new", size=4)
    while True:
        seen += [line.number for line in page.new]
        if not page.behind:
            break
        page = queries.inbox_list(roads.pk, at, "new", size=4, beside=Beside(page.behind))
    assert sorted(seen) == sorted(made)
    assert seen[:4] == [line.number for line in today.new]


def test_every_settled_matter_is_reached(register: Register, roads: Unit, piotr: Staff, at: datetime) -> None:
    made = [register() for _ in range(5)]
    for one in made:  # all of them closed at the same moment
        operations.take(matter_id=one.id, by_id=piotr.pk, at=at)
        operations.close(matter_id=one.id, result="done", text="Zasypane.", by_id=piotr.pk, at=at)
    first = queries.done(roads.pk, at, size=2)
    second = queries.done(roads.pk, at, size=2, beside=Beside(first.behind))
    third = queries.done(roads.pk, at, size=2, beside=Beside(second.behind))
    seen = [line.number for page in (first, second, third) for line in page.done]
    assert sorted(seen) == sorted(one.number for one in made)
    assert (first.count_done, third.behind) == (5, "")


def test_a_resident_with_number_and_code_sees_how_it_stands(taken: Registered, at: datetime) -> None:
    found = queries.public_status(taken.number.lower(), f" {taken.code.lower()} ", at + DAY)
    assert found is not None
    assert found.headline == "Załatwimy to do piątku 27 listopada."
    assert found.more == "To za 2 dni. Nie musisz nic robić. Damy znać e-mailem."
    assert [(step.state, step.title, step.when) for step in found.steps] == [
        ("done", "Przyjęliśmy zgłoszenie", "wczoraj, 10:42"),
        ("done", "Przekazaliśmy je do komórki", "wczoraj, 10:42"),
        ("here", "Komórka zajmuje się sprawą", "wczoraj, 10:42"),
        ("todo", "Wynik", "do pt. 27.11"),
    ]
    assert found.why[-1].startswith("Mamy 3 dni robocze."), "the unit's own goal is not the resident's"


@pytest.mark.parametrize(
    ("number", "code"), [("{number}", "AAAAAA"), ("INF-2026-99999", "{code}"), ("", ""), ("{number}", "")]
)
def test_a_wrong_code_and_a_number_nobody_has_look_the_same(
    matter: Registered, at: datetime, number: str, code: str
) -> None:
    values = {"number": matter.number, "code": matter.code}
    assert queries.public_status(number.format(**values), code.format(**values), at) is None


def test_notes_and_names_from_inside_stay_inside(taken: Registered, piotr: Staff, at: datetime) -> None:
    operations.add_note(matter_id=taken.id, text="Sąsiad dzwonił trzeci raz.", by_id=piotr.pk, at=at)
    operations.answer(matter_id=taken.id, text="Przyjedziemy.", by_id=piotr.pk, at=at)
    found = queries.public_status(taken.number, taken.code, at)
    assert found is not None
    assert "Przyjedziemy." in repr(found)
    assert "Sąsiad" not in repr(found)
    assert "Kotwica" not in repr(found)


@pytest.mark.parametrize(
    ("result", "headline"),
    [
        ("done", "Załatwiliśmy tę sprawę."),
        ("unverified", "Nie udało się tego sprawdzić."),
        ("duplicate", "O tej sprawie już wiemy: ktoś ją zgłosił wcześniej."),
    ],
)
def test_the_end_as_the_resident_reads_it(
    taken: Registered, piotr: Staff, at: datetime, result: str, headline: str
) -> None:
    operations.close(matter_id=taken.id, result=result, text="Tak to wygląda.", by_id=piotr.pk, at=at)
    found = queries.public_status(taken.number, taken.code, at)
    assert found is not None
    assert (found.headline, found.closing_text, found.may_reopen, found.is_open) == (
        headline,
        "Tak to wygląda.",
        True,
        False,
    )


def test_a_late_matter_admits_it(taken: Registered, at: datetime) -> None:
    found = queries.public_status(taken.number, taken.code, at + 6 * DAY)
    assert found is not None
    assert found.headline == "Termin minął w piątek 27.11. Przepraszamy."


def test_guessing_codes_is_slowed_for_one_address_and_nobody_else(at: datetime) -> None:
    for _ in range(10):
        operations.count_status_attempt(address="192.0.2.1", number="INF-2026-00001", at=at)
    with pytest.raises(CannotCheckStatus):
        operations.count_status_attempt(address="192.0.2.1", number="INF-2026-00001", at=at)
    operations.count_status_attempt(address="192.0.2.2", number="INF-2026-00001", at=at)
    operations.count_status_attempt(address="192.0.2.1", number="INF-2026-00002", at=at)
    operations.count_status_attempt(address="192.0.2.1", number="INF-2026-00001", at=at + timedelta(minutes=15))


def test_walking_through_numbers_is_slowed_too(at: datetime) -> None:
    with pytest.raises(CannotCheckStatus):
        for ordinal in range(61):
            operations.count_status_attempt(address="192.0.2.1", number=f"INF-2026-{ordinal:05d}", at=at)


def test_addresses_are_kept_as_hashes_and_for_a_day(at: datetime) -> None:
    operations.count_status_attempt(address="192.0.2.1", number="INF-2026-00001", at=at)
    assert not any("192.0.2.1" in one.key for one in StatusAttempt.objects.all())
    assert operations.forget_attempts(at=at + timedelta(hours=23)) == 0
    assert operations.forget_attempts(at=at + timedelta(hours=25)) == 2


def test_a_residents_matters_open_ones_first(register: Register, halina: Resident, piotr: Staff, at: datetime) -> None:
    done, later, sooner = (register(resident_id=halina.id, when=at - back * DAY) for back in (9, 0, 5))
    operations.take(matter_id=done.id, by_id=piotr.pk, at=at)
    operations.close(matter_id=done.id, result="done", text="Zasypane.", by_id=piotr.pk, at=at)
    assert [line.number for line in queries.of_resident(halina.id, at)] == [sooner.number, later.number, done.number]


def test_a_report_that_may_be_known_already(register: Register, piotr: Staff, at: datetime) -> None:
    known = register()
    register(place=Place("Falista", "3"))
    assert [line.number for line in queries.similar("dziura-w-jezdni", "żaglowa", at)] == [known.number]
    assert queries.similar("dziura-w-jezdni", " ", at) == []
