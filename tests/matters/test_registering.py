"""A matter comes into being."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import psycopg
import pytest
from django.db import connection

from infolinia.city.models import Staff, Unit
from infolinia.correspondence.models import Message, Provider
from infolinia.matters import operations, queries
from infolinia.matters.models import Category, Matter, StoryEvent
from infolinia.matters.operations import CannotRegister, CategoryDraft, save_category
from infolinia.matters.shapes import MatterDraft, Place, Registered
from tests.matters.conftest import Register

pytestmark = pytest.mark.django_db


def test_it_gets_a_number_a_code_a_unit_and_two_deadlines(matter: Registered, roads: Unit) -> None:
    assert re.fullmatch(r"INF-2026-\d{5,}", matter.number)
    assert re.fullmatch(r"[A-Z0-9]{6}", matter.code)
    assert (matter.unit_id, matter.unit_name) == (roads.pk, roads.name)
    assert (matter.resident_due.words.text, matter.resident_due.words.day) == ("za 3 dni", "pt. 27.11")
    assert (matter.unit_due.words.text, matter.unit_due.words.day) == ("za 2 dni", "cz. 26.11")
    assert [line.result for line in matter.working] == ["od śr. 25.11", "do pt. 27.11", "cel: cz. 26.11"]
    assert roads.name in matter.why_here


def test_numbers_follow_each_other_and_codes_do_not(register: Register) -> None:
    found = [register() for _ in range(5)]
    ordinals = [int(one.number.rpartition("-")[2]) for one in found]
    assert ordinals == list(range(ordinals[0], ordinals[0] + 5))
    assert len({one.code for one in found}) == 5


def test_the_code_is_kept_nowhere_in_the_database_but_in_the_letter_not_yet_sent(matter: Registered) -> None:
    with connection.cursor() as cursor:
        found = []
        for table in ("matters_matter", "matters_matterevent", "matters_storyevent", "correspondence_messageevent"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{matter.code}%"])  # noqa: S608
            found.append(cursor.fetchone()[0])
    assert found == [0, 0, 0, 0]
    letter = Message.objects.get()
    assert letter.secret == matter.code
    assert matter.code not in letter.text + letter.html + letter.subject


def test_its_story_begins_with_the_contact_and_the_way_to_the_unit(
    matter: Registered, zofia: Staff, at: datetime
) -> None:
    story = list(StoryEvent.objects.filter(matter_id=matter.id).order_by("id"))
    assert [(one.kind, one.by_id, one.at) for one in story] == [
        ("registered", zofia.pk, at),
        ("forwarded", zofia.pk, at),
    ]
    assert story[1].unit_id == matter.unit_id


@pytest.mark.parametrize(
    ("channel", "address", "letters"),
    [("email", "halina@example.org", 1), ("sms", "+48500000014", 0), ("phone", "+48500000014", 0), ("none", "", 0)],
)
def test_a_confirmation_is_written_only_to_who_chose_email(
    register: Register, channel: str, address: str, letters: int
) -> None:
    register(reply_channel=channel, reply_address=address)
    assert Message.objects.count() == letters


@pytest.mark.parametrize(("number", "channels"), [("+48500000014", ["sms"]), ("+48586262626", [])])
def test_with_a_provider_who_chose_a_text_message_gets_one(
    register: Register, number: str, channels: list[str]
) -> None:
    Provider.objects.create(code="bramka", name="Bramka")
    found = register(reply_channel="sms", reply_address=number)
    assert list(Message.objects.values_list("channel", flat=True)) == channels, "a landline takes none"
    for message in Message.objects.all():
        assert found.number in message.text
        assert found.code not in message.text, "the code travels apart until the moment of sending"
        assert (message.secret, message.html) == (found.code, "")


def test_the_confirmation_says_number_day_and_where_to_look(matter: Registered, settings: object) -> None:
    letter = Message.objects.get()
    assert letter.to == "halina@example.org"
    assert letter.matter_id == matter.id
    assert matter.number in letter.subject
    for said in (matter.number, "Załatwimy to do piątku 27 listopada.", "/sprawdz", "Dziura w jezdni"):
        assert said in letter.text
        assert said in letter.html or said == "Dziura w jezdni"


def test_a_complaint_runs_by_the_catalogue_and_a_promise_by_the_city(register: Register) -> None:
    complaint, pothole = register("skarga"), register()
    by_law, promised = (Matter.objects.get(id=one.id) for one in (complaint, pothole))
    assert (by_law.term, by_law.term_basis, by_law.term_confirmed, by_law.term_is_promise) == (
        "1 month",
        "KPA art. 237 § 1",
        True,
        False,
    )
    assert (promised.term, promised.term_confirmed, promised.term_is_promise) == ("3 working days", False, True)
    assert complaint.resident_due.day == date(2026, 12, 28), "24.12 is off, 25–27.12 too"


def test_a_call_back_is_due_at_a_moment(register: Register, hours: None) -> None:
    found = register("oddzwonienie")
    assert found.resident_due.to_the_minute
    assert found.resident_due.words.text == "za 2 dni"
    assert Matter.objects.get(id=found.id).resident_due_at.isoformat() == "2026-11-26T11:42:00+00:00"


def test_without_opening_hours_a_call_back_is_refused_in_words(register: Register, at: datetime) -> None:
    with pytest.raises(CannotRegister, match="godzin pracy infolinii"):
        register("oddzwonienie")
    assert queries.promise("oddzwonienie", at) is None


def test_the_clock_starts_with_the_contact_not_with_its_entry(register: Register, at: datetime) -> None:
    found = register(received_at=at - timedelta(days=1))
    assert found.resident_due.day == date(2026, 11, 26)


def test_danger_brings_the_words_to_say(register: Register) -> None:
    assert register(danger=True).danger_text == "Proszę zadzwonić do dyżurnego dróg."
    assert register().danger_text == ""


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"category": "nie-ma-takiej"}, "category_code"),
        ({"category": "drogi"}, "category_code"),
        ({"description": "  "}, "description"),
        ({"description": "x" * 5001}, "description"),
        ({"reply_channel": "golab"}, "reply_channel"),
        ({"reply_channel": "email"}, "reply_address"),
        ({"kind": "zart"}, "kind"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_stored(register: Register, fields: dict[str, str], field: str) -> None:
    with pytest.raises(CannotRegister) as refused:
        register(**fields)
    assert refused.value.field == field
    assert str(refused.value)
    assert Matter.objects.count() == 0


def test_what_another_body_settles_is_handed_over_not_registered(register: Register) -> None:
    Unit.objects.create(
        code="wodociagi",
        name="Wodociągi",
        short_name="wodociągi",
        kind="outside",
        hand_over_text="Dyspozytor przyjmuje całą dobę.",
        valid_from=date(2020, 1, 1),
    )
    save_category(CategoryDraft("awaria-wody", "Brak wody", unit="wodociagi", promise="1 working day"))
    with pytest.raises(CannotRegister, match="Dyspozytor przyjmuje całą dobę"):
        register("awaria-wody")


def test_a_question_that_must_be_asked_is_asked(register: Register, roads: Unit) -> None:
    question = {"code": "kiedy", "label": "Na kiedy?", "required": True}
    save_category(CategoryDraft("tlumacz", "Tłumacz", unit=roads.code, clock="tlumacz-pjm", questions=[question]))
    with pytest.raises(CannotRegister, match="Na kiedy"):
        register("tlumacz")
    assert Matter.objects.get(id=register("tlumacz", answers={"kiedy": "piątek"}).id).answers == {"kiedy": "piątek"}


def test_hostile_text_is_kept_as_one_plain_line(register: Register) -> None:
    found = register(subject="<script>\u202eevil\x00\n" + "x" * 400, place=Place("\u202eŻaglowa\n", "1\x07"))
    stored = Matter.objects.get(id=found.id)
    assert stored.subject.startswith("<script>evil x")
    assert len(stored.subject) == 200
    assert (stored.street, stored.house) == ("Żaglowa", "1")


def test_one_question_of_a_conversation_registers_one_matter(register: Register) -> None:
    register(question_id=7)
    with pytest.raises(Exception, match="matters_one_for_a_question"):
        register(question_id=7)


def test_it_takes_at_most_ten_statements(register: Register, django_assert_max_num_queries: object) -> None:
    register(reply_channel="email", reply_address="halina@example.org")
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        register(reply_channel="email", reply_address="halina@example.org")


def test_the_same_request_registers_once_and_gives_the_same_code(register: Register, at: datetime) -> None:
    first = register(request_key="klient-1:abc")
    again = register(request_key="klient-1:abc", description="Inne słowa.", when=at + timedelta(hours=3))
    assert (again.id, again.number, again.code) == (first.id, first.number, first.code)
    assert (again.unit_name, again.why_here, again.working) == (first.unit_name, first.why_here, first.working)
    assert Matter.objects.count() == 1
    assert register(request_key="klient-1:abd").id != first.id
    assert queries.public_status(first.number, again.code, at) is not None


def test_a_repeated_request_never_gives_a_code_that_was_replaced(
    register: Register, zofia: Staff, at: datetime
) -> None:
    first = register(request_key="klient-1:abc")
    operations.new_code_for(matter_id=first.id, by_id=zofia.pk, at=at)
    assert register(request_key="klient-1:abc").code == ""


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_register_one_matter(kinds: None, zofia: Staff, at: datetime) -> None:
    draft = MatterDraft(category_code="dziura-w-jezdni", description="Dziura.", request_key="klient-1:raz")

    def send(_number: int) -> Registered:
        try:
            return operations.register(draft=draft, by_id=zofia.pk, at=at)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(send, range(8)))
    assert len({(one.id, one.number, one.code) for one in found}) == 1
    assert Matter.objects.count() == 1
    assert StoryEvent.objects.count() == 2


def test_a_point_on_the_map_is_kept_and_one_off_the_earth_refused(register: Register) -> None:
    stored = Matter.objects.get(id=register(point=(54.5, 18.5)).id)
    assert (stored.latitude, stored.longitude) == (54.5, 18.5)
    with pytest.raises(CannotRegister) as refused:
        register(point=(154.5, 18.5))
    assert refused.value.field == "point"


@pytest.mark.parametrize(
    ("place", "point", "is_enough"),
    [(Place(), None, False), (Place("Żaglowa"), None, True), (Place(note="przy molo"), None, True),
     (Place(), (54.5, 18.5), True), (Place(district="Obłuże"), None, False)],
)  # fmt: skip
def test_a_kind_may_need_a_place(
    register: Register, place: Place, point: tuple[float, float] | None, is_enough: bool
) -> None:
    Category.objects.filter(code="latarnia").update(place_need="required")
    if is_enough:
        assert register("latarnia", place=place, point=point).number
    else:
        with pytest.raises(CannotRegister) as refused:
            register("latarnia", place=place, point=point)
        assert refused.value.field == "place"


@pytest.mark.parametrize(
    ("channel", "came", "is_note"), [("phone", "", True), ("phone", "paper", True), ("form", "public", False)]
)
def test_a_complaint_said_on_the_telephone_is_only_a_note(
    register: Register, channel: str, came: str, is_note: bool
) -> None:
    found = register("skarga", channel=channel, entered_from=came)
    first = StoryEvent.objects.filter(matter_id=found.id, kind="registered").get()
    assert ("Rozmowa nie jest podaniem" in first.text) is is_note


def test_the_promise_before_registering_is_what_registering_gives(register: Register, at: datetime) -> None:
    promised, given = queries.promise("dziura-w-jezdni", at), register()
    assert promised is not None
    assert (promised.unit_id, promised.resident_due, promised.unit_due) == (
        given.unit_id,
        given.resident_due,
        given.unit_due,
    )
    assert queries.promise("nie-ma-takiej", at) is None


@pytest.mark.django_db(transaction=True)
def test_the_units_inbox_hears_of_it_at_commit(kinds: None, zofia: Staff, roads: Unit, at: datetime) -> None:
    with psycopg.connect(**_test_database(), autocommit=True) as listener:
        listener.execute("LISTEN screens")
        draft = MatterDraft(category_code="dziura-w-jezdni", description="Dziura.")
        operations.register(draft=draft, by_id=zofia.pk, at=at)
        heard = [json.loads(one.payload)["topic"] for one in listener.notifies(timeout=5, stop_after=2)]
    assert set(heard) == {f"unit.{roads.pk}", "board"}


def _test_database() -> dict[str, object]:
    values = connection.settings_dict
    return {
        "host": values["HOST"],
        "port": values["PORT"],
        "user": values["USER"],
        "password": values["PASSWORD"],
        "dbname": values["NAME"],
    }


def test_a_lost_code_can_be_replaced(matter: Registered, zofia: Staff, at: datetime) -> None:
    fresh = operations.new_code_for(matter_id=matter.id, by_id=zofia.pk, at=at)
    assert queries.public_status(matter.number, matter.code, at) is None
    assert queries.public_status(matter.number, fresh, at) is not None
