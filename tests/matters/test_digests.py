"""One e-mail a day for each person whom warnings concern, at the hour they chose."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infolinia.city.models import Staff, Unit
from infolinia.correspondence.models import Message
from infolinia.matters import operations, queries
from infolinia.matters.models import DigestSent
from infolinia.matters.operations import CannotSetLadder
from infolinia.matters.shapes import Registered
from tests.matters.conftest import Register

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def people(piotr: Staff, marek: Staff, roads: Unit) -> dict[str, Staff]:
    """Piotr, his head Renata, and Marek, each with an address."""
    renata = Staff.objects.create(
        username="kierujaca", display_name="Renata Falochron", role="officer", unit=roads, is_head=True
    )
    for who, mail in ((piotr, "piotr@example.org"), (renata, "renata@example.org"), (marek, "marek@example.org")):
        who.email = mail
        who.save()
    return {"piotr": piotr, "renata": renata, "marek": marek}


@pytest.fixture
def late(register: Register, people: dict[str, Staff], at: datetime) -> tuple[list[Registered], datetime]:
    """Three matters in Piotr's hands and one that nobody leads, on a Monday two weeks later, all of them late."""
    made = [register(subject=f"Dziura {place}", when=at + place * timedelta(minutes=1)) for place in range(4)]
    for one in made[:3]:
        operations.take(matter_id=one.id, by_id=people["piotr"].pk, at=at)
    when = at + 13 * DAY
    operations.warn(at=when)
    return made, when


def mails() -> dict[str, Message]:
    """Return the digests by address."""
    found = list(Message.objects.filter(key__startswith="warnings-"))
    assert len({one.to for one in found}) == len(found), "one for a person"
    return {one.to: one for one in found}


def test_each_person_gets_one_e_mail_about_everything(
    late: tuple[list[Registered], datetime], people: dict[str, Staff]
) -> None:
    made, when = late
    assert operations.send_digests(at=when) == 3
    assert operations.send_digests(at=when + timedelta(hours=3)) == 0
    sent = mails()
    assert set(sent) == {"piotr@example.org", "renata@example.org", "marek@example.org"}
    assert sent["piotr@example.org"].subject == "Ostrzeżenia: 4 sprawy po terminie"
    for one in made:
        assert sent["piotr@example.org"].text.count(one.number) == 1
        assert f"/sprawy/{one.id}" in sent["renata@example.org"].text
    assert "Dziura 1" not in sent["marek@example.org"].text, "e-mail tells the kind, never what a resident said"
    assert sent["piotr@example.org"].text.startswith("Dzień dobry, Piotr Kotwica,\n")
    assert DigestSent.objects.filter(count=4).count() == 3


def test_the_next_day_tells_what_is_new(
    late: tuple[list[Registered], datetime], register: Register, people: dict[str, Staff]
) -> None:
    made, when = late
    operations.send_digests(at=when)
    operations.close(matter_id=made[0].id, result="done", text="Zasypane.", by_id=people["piotr"].pk, at=when)
    fresh = register(when=when - 4 * DAY)
    operations.warn(at=when + DAY - timedelta(hours=2))
    assert operations.send_digests(at=when + DAY) == 3
    text = Message.objects.filter(key__startswith="warnings-", to="piotr@example.org").latest("created_at").text
    assert made[0].number not in text
    (line,) = [each for each in text.splitlines() if fresh.number in each]
    assert line.endswith("(nowe)")
    (known,) = [each for each in text.splitlines() if made[1].number in each]
    assert not known.endswith("(nowe)")


def test_hours_off_and_free_days(late: tuple[list[Registered], datetime], people: dict[str, Staff]) -> None:
    _made, when = late
    six = when.replace(hour=5, minute=30)  # 6:30 in the city
    operations.choose_digest(staff_id=people["renata"].pk, hour=0, is_off=True)
    operations.choose_digest(staff_id=people["piotr"].pk, hour=6, is_off=False)
    operations.choose_digest(staff_id=people["marek"].pk, hour=15, is_off=False)
    assert operations.send_digests(at=six - timedelta(days=1)) == 0, "a Sunday"
    assert operations.send_digests(at=six - timedelta(hours=1)) == 0
    assert operations.send_digests(at=six) == 1
    assert set(mails()) == {"piotr@example.org"}
    assert operations.send_digests(at=when) == 0
    assert operations.send_digests(at=when.replace(hour=14)) == 1
    assert set(mails()) == {"piotr@example.org", "marek@example.org"}
    with pytest.raises(CannotSetLadder):
        operations.choose_digest(staff_id=people["piotr"].pk, hour=24, is_off=False)


def test_who_has_no_address_or_left_or_nothing_to_hear_gets_nothing(
    late: tuple[list[Registered], datetime], people: dict[str, Staff], outsider: Staff
) -> None:
    _made, when = late
    outsider.email = "olga@example.org"
    outsider.save()
    Staff.objects.filter(pk=people["renata"].pk).update(email="")
    Staff.objects.filter(pk=people["marek"].pk).update(is_active=False)
    assert operations.send_digests(at=when) == 1
    assert set(mails()) == {"piotr@example.org"}


def test_the_digest_speaks_the_reader_s_language(
    late: tuple[list[Registered], datetime], people: dict[str, Staff]
) -> None:
    _made, when = late
    Staff.objects.filter(pk=people["marek"].pk).update(screen_language="en")
    operations.send_digests(at=when)
    assert mails()["marek@example.org"].text.startswith("Good morning, Marek Latarnik,\n")


def test_a_long_digest_says_how_many_are_left_out(register: Register, people: dict[str, Staff], at: datetime) -> None:
    for place in range(43):
        register(when=at + place * timedelta(minutes=1))
    operations.warn(at=at + 13 * DAY)
    operations.send_digests(at=at + 13 * DAY)
    text = mails()["marek@example.org"].text
    assert text.count("\n- ") == 40
    assert "i jeszcze 3 spraw" in text


def test_a_digest_costs_few_statements_for_each_person(
    late: tuple[list[Registered], datetime], people: dict[str, Staff], roads: Unit
) -> None:
    _made, when = late
    with CaptureQueriesContext(connection) as few:
        assert operations.send_digests(at=when) == 3
    for number in range(20):
        Staff.objects.create(username=f"r{number}", role="officer", unit=roads, email=f"r{number}@example.org")
    with CaptureQueriesContext(connection) as many:
        assert operations.send_digests(at=when + DAY) == 23
    each = (len(many) - len(few)) / 20
    assert each <= 4, "the message, whether it is new, its job, its signal"
    assert len(few) <= 14 + 3 * 4, "what is read for everybody together"
    assert queries.digest_setting(people["piotr"].pk).hour == 7
