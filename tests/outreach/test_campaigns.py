"""Campaigns on a real database: who gets what, at what pace, and that stopping stops."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from infolinia.city.models import Staff
from infolinia.city.rules.calendar import CITY_ZONE
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import ContactPoint, Resident
from infolinia.correspondence.models import Message
from infolinia.matters import operations as matters
from infolinia.matters.queries.reaching import Choice
from infolinia.matters.shapes import Registered
from infolinia.outreach import operations
from infolinia.outreach.errors import CannotContact, CannotRunCampaign
from infolinia.outreach.models import Campaign, OutreachSettings, Promise, Recipient
from infolinia.outreach.operations.campaigns import filling, handing, making, running
from infolinia.outreach.operations.erasing import forget_campaigns
from infolinia.outreach.queries import campaigns as queries
from infolinia.outreach.queries import erasing
from infolinia.outreach.queries import promises as lists

pytestmark = pytest.mark.django_db

Make = Callable[..., UUID]
ROAD = {"street": "ul. Żaglowa", "since": "30.11.2026", "until": "4.12.2026"}
MINUTE = timedelta(minutes=1)


def sheet(*people: str, head: str = "Imię i nazwisko;Telefon;E-mail;Adres") -> bytes:
    """A list as an office saves it."""
    return "\n".join([head, *people]).encode("cp1250")


@pytest.fixture
def campaign(hours: None, marek: Staff, at: datetime) -> Make:
    """Prepare a campaign as Marek does, with a list and its words."""

    def _campaign(*people: str, content: bytes = b"", pace: int = 60, **given: object) -> UUID:
        values: dict[str, object] = {
            "name": "Zamknięcie Żaglowej",
            "purpose": "road_closed",
            "way": "own",
            "basis": "task",
            "basis_note": "art. 7 ust. 1 pkt 2 usg",
            "by_id": marek.pk,
            "at": at,
            **given,
        }
        ident = making.create_campaign(**values)  # type: ignore[arg-type]
        if people or content:
            filling.fill_from_sheet(campaign_id=ident, content=content or sheet(*people), name="lista.csv", at=at)
        making.say(campaign_id=ident, values=ROAD, per_minute=pace, call_until=None)
        return ident

    return _campaign


def outcome(ident: UUID) -> list[tuple[str, str, str]]:
    """What became of each person: state, way, why left out."""
    rows = Recipient.objects.filter(campaign_id=ident).order_by("position")
    return [(row.state, row.channel, row.why) for row in rows]


def many(count: int) -> list[str]:
    """Invented people of whom each has an address."""
    return [f"Osoba {number};;osoba{number}@example.org;" for number in range(count)]


def test_each_is_reached_by_a_way_that_works_once(campaign: Make, halina: Resident) -> None:
    ident = campaign(
        "Halina Zatoka;500 000 014;;",
        "Ta sama;+48 500 000 014;;",
        "Jan Bosman;;jan@example.org;",
        "Stacjonarny;58 626 26 26;;",
        "Listowny;;;Jan Listowny, ul. Masztowa 1, 81-001 Gdynia",
        "Bez niczego;;;",
        "Zły;12;nie-adres;",
    )
    assert outcome(ident) == [
        ("waiting", "sms", ""),
        ("left_out", "sms", "double"),
        ("waiting", "email", ""),
        ("waiting", "phone", ""),
        ("waiting", "letter", ""),
        ("left_out", "", "no_address"),
        ("left_out", "", "bad_address"),
    ]
    assert Recipient.objects.get(position=2).resident_id == halina.pk


def test_do_not_contact_is_honoured_also_after_the_list_was_made(
    campaign: Make, halina: Resident, marek: Staff, at: datetime
) -> None:
    contacts.object_to(resident_id=halina.pk, at=at - MINUTE, words="Proszę nie pisać", by_id=marek.pk)
    jan = Resident.objects.create(name="Jan Bosman", created_at=at)
    ContactPoint.objects.create(resident=jan, kind="email", value="jan@example.org")
    ident = campaign("Halina Zatoka;500 000 014;;", "Jan Bosman;;jan@example.org;", "Ola Keja;;ola@example.org;")
    assert [row[2] for row in outcome(ident)] == ["objected", "", ""]
    running.start(campaign_id=ident, by_id=marek.pk, at=at)
    contacts.object_to(resident_id=jan.pk, at=at, words="Ja też nie", by_id=marek.pk)
    handing.hand_over_due(at=at)
    assert [row[2] for row in outcome(ident)] == ["objected", "objected", ""]
    assert [message.to for message in Message.objects.all()] == ["ola@example.org"]


def test_what_rests_on_consent_reaches_only_those_who_gave_it(
    campaign: Make, halina: Resident, marek: Staff, at: datetime
) -> None:
    rows = ("Halina Zatoka;500 000 014;;", "Obcy;;obcy@example.org;")
    assert [row[2] for row in outcome(campaign(*rows, basis="consent"))] == ["no_consent", "no_consent"]
    words = "Zgadzam się na wiadomości o remontach"
    contacts.consent(resident_id=halina.pk, purpose="news", words=words, at=at - MINUTE, by_id=marek.pk)
    assert [row[2] for row in outcome(campaign(*rows, basis="consent"))] == ["", "no_consent"]


def test_a_message_says_what_it_must_and_why_it_may(campaign: Make, marek: Staff, at: datetime) -> None:
    ident = campaign("Ola Keja;;ola@example.org;")
    running.start(campaign_id=ident, by_id=marek.pk, at=at)
    assert handing.hand_over_due(at=at) == 1
    message = Message.objects.get()
    assert "Żaglowa" in message.text
    assert "30 listopada" in message.text
    assert (message.campaign_id, message.purpose) == (ident, "road_closed")
    assert message.legal_basis.endswith("art. 7 ust. 1 pkt 2 usg")
    row = Campaign.objects.get(pk=ident)
    assert (row.state, row.ended_at) == ("done", at)


def test_never_faster_than_its_pace(campaign: Make, marek: Staff, at: datetime) -> None:
    ident = campaign(*many(25), pace=10)
    running.start(campaign_id=ident, by_id=marek.pk, at=at)
    assert handing.hand_over_due(at=at) == 10
    assert handing.hand_over_due(at=at) == 0, "another worker, the same minute"
    assert handing.hand_over_due(at=at + MINUTE) == 10
    assert handing.hand_over_due(at=at + 60 * MINUTE) == 5
    assert Message.objects.count() == 25
    first = Message.objects.filter(created_at=at)
    spread = sorted(row.not_before or at for row in first)
    assert spread[-1] - spread[0] == timedelta(seconds=54)


def test_stopping_stops_and_withdraws_what_has_not_left(campaign: Make, marek: Staff, at: datetime) -> None:
    ident = campaign(*many(25), pace=10)
    running.start(campaign_id=ident, by_id=marek.pk, at=at)
    handing.hand_over_due(at=at)
    gone = Message.objects.order_by("turn").first()
    assert gone is not None
    Message.objects.filter(pk=gone.pk).update(status="sent", sent_at=at)
    assert running.stop(campaign_id=ident, by_id=marek.pk, at=at + MINUTE) == 9
    assert handing.hand_over_due(at=at + MINUTE) == 0
    states = [state for state, _way, _why in outcome(ident)]
    assert (states.count("handed_over"), states.count("withdrawn"), states.count("waiting")) == (1, 9, 15)
    running.go_on(campaign_id=ident, by_id=marek.pk, at=at + 2 * MINUTE)
    for minute in range(3, 6):
        handing.hand_over_due(at=at + minute * MINUTE)
    assert Message.objects.exclude(status="cancelled").count() == 25
    assert len(set(Message.objects.exclude(status="cancelled").values_list("to", flat=True))) == 25


def test_text_messages_wait_for_the_day_and_letters_do_not(campaign: Make, marek: Staff, at: datetime) -> None:
    ident = campaign("Halina;500 000 014;;", "Ola Keja;;ola@example.org;")
    night = datetime(2026, 11, 24, 22, 0, tzinfo=CITY_ZONE)
    running.start(campaign_id=ident, by_id=marek.pk, at=night)
    assert handing.hand_over_due(at=night) == 1
    assert [message.channel for message in Message.objects.all()] == ["email"]
    assert handing.hand_over_due(at=night + timedelta(hours=10)) == 1


def test_a_worker_that_died_amid_a_batch_sends_nothing_twice(
    campaign: Make, marek: Staff, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ident = campaign(*many(5))
    running.start(campaign_id=ident, by_id=marek.pk, at=at)
    write, written = handing._write_to, []

    def dies(row: Campaign, one: Recipient, moment: datetime, now: datetime) -> None:
        if len(written) == 3:
            raise KeyboardInterrupt
        written.append(one.pk)
        write(row, one, moment, now)

    monkeypatch.setattr(handing, "_write_to", dies)
    with pytest.raises(KeyboardInterrupt):
        handing.hand_over_due(at=at)
    assert Message.objects.count() == 0, "the whole batch is undone"
    monkeypatch.setattr(handing, "_write_to", write)
    assert handing.hand_over_due(at=at + MINUTE) == 5
    assert Message.objects.count() == 5


def test_a_big_campaign_is_started_by_a_second_person(
    campaign: Make, marek: Staff, administrator: Staff, at: datetime
) -> None:
    OutreachSettings.objects.create(second_person_from=3, per_minute=60)
    small, big = campaign(*many(2)), campaign(*many(3), name="Duża")
    running.start(campaign_id=small, by_id=marek.pk, at=at)
    with pytest.raises(CannotRunCampaign, match="druga osoba"):
        running.start(campaign_id=big, by_id=marek.pk, at=at)
    running.start(campaign_id=big, by_id=administrator.pk, at=at)


def test_a_campaign_that_lacks_a_word_does_not_start(campaign: Make, marek: Staff, at: datetime) -> None:
    ident = campaign(*many(2))
    making.say(campaign_id=ident, values={"street": "ul. Żaglowa"}, per_minute=60, call_until=None)
    with pytest.raises(CannotRunCampaign, match="Wiersz 2"):
        running.start(campaign_id=ident, by_id=marek.pk, at=at)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"name": " "}, "Nazwij"),
        ({"purpose": "registered"}, "o czym"),
        ({"way": "pigeon"}, "jak"),
        ({"basis": ""}, "podstawę"),
        ({"basis_note": " "}, "podstawę"),
    ],
)
def test_without_a_basis_there_is_no_campaign(campaign: Make, given: dict[str, str], says: str) -> None:
    with pytest.raises(CannotRunCampaign, match=says):
        campaign(*many(1), **given)


def test_an_empty_list_and_a_running_one_are_refused(campaign: Make, marek: Staff, at: datetime) -> None:
    empty, ident = campaign(), campaign(*many(2), name="Druga")
    with pytest.raises(CannotRunCampaign, match="nie ma nikogo"):
        running.start(campaign_id=empty, by_id=marek.pk, at=at)
    running.start(campaign_id=ident, by_id=marek.pk, at=at)
    with pytest.raises(CannotRunCampaign, match="już ruszyła"):
        filling.fill_from_sheet(campaign_id=ident, content=sheet(*many(1)), name="x", at=at)
    with pytest.raises(CannotRunCampaign, match="już ruszyła"):
        running.start(campaign_id=ident, by_id=marek.pk, at=at)
    with pytest.raises(CannotRunCampaign, match="kolumny"):
        filling.fill_from_sheet(campaign_id=empty, content=b"PESEL\n1", name="x", at=at)


def test_a_calling_list_becomes_promises_that_stop_with_it(
    campaign: Make, marek: Staff, zofia: Staff, at: datetime
) -> None:
    ident = campaign("Halina;500 000 014;;", "Jan;58 626 26 26;;", way="calls")
    with pytest.raises(CannotRunCampaign, match="do kiedy"):
        running.start(campaign_id=ident, by_id=marek.pk, at=at)
    until = at + timedelta(days=3)
    making.say(campaign_id=ident, values=ROAD, per_minute=60, call_until=until)
    running.start(campaign_id=ident, by_id=marek.pk, at=at)
    handing.hand_over_due(at=at)
    lines = lists.to_contact(at=at)
    assert [(line.reason, line.due_at) for line in lines] == [("Zamknięcie Żaglowej", until)] * 2
    running.stop(campaign_id=ident, by_id=marek.pk, at=at)
    assert lists.to_contact(at=at) == []
    running.go_on(campaign_id=ident, by_id=marek.pk, at=at)
    assert len(lists.to_contact(at=at)) == 2
    running.end(campaign_id=ident, by_id=marek.pk, at=at)
    assert set(Promise.objects.values_list("state", flat=True)) == {"cancelled"}


def test_residents_of_matters_are_found_with_what_is_missing(
    campaign: Make, taken: Registered, piotr: Staff, marek: Staff, at: datetime
) -> None:
    matters.ask_resident(matter_id=taken.id, question="Pełnomocnictwo", answer_days=7, by_id=piotr.pk, at=at)
    ident = campaign(name="Braki", purpose="missing_document")
    filled = filling.fill_from_matters(campaign_id=ident, choice=Choice(waits_for_resident=True), at=at)
    assert (filled.people, filled.reached) == (1, 1)
    (sample,) = queries.samples(ident, at=at)
    assert "Pełnomocnictwo" in sample.text
    assert taken.number in sample.text
    with pytest.raises(CannotRunCampaign, match="Żadna sprawa"):
        filling.fill_from_matters(campaign_id=ident, choice=Choice(district="Nigdzie"), at=at)


def test_a_list_of_numbers_of_matters_finds_its_people(campaign: Make, matter: Registered, at: datetime) -> None:
    content = sheet(f"{matter.number}", head="Numer sprawy")
    ident = campaign(content=content, name="Odbiór", purpose="document_ready")
    row = Recipient.objects.get(campaign_id=ident)
    assert (row.to, row.matter_id) == ("halina@example.org", matter.id)


def test_the_report_tells_of_everybody_and_runs_nothing(campaign: Make, marek: Staff, at: datetime) -> None:
    ident = campaign("=HYPERLINK(1);;ola@example.org;", "Bez niczego;;;")
    running.start(campaign_id=ident, by_id=marek.pk, at=at)
    handing.hand_over_due(at=at)
    head, ola, nobody = list(queries.everybody(ident))
    assert head[0] == "wiersz"
    assert ola[1:5] == ["'=HYPERLINK(1)", "e-mail", "ola@example.org", "czeka na wysłanie"]
    assert nobody[4:6] == ["pominięto", "brak numeru albo adresu"]
    view = queries.campaign(ident)
    assert [(one.code, one.count) for one in view.messages] == [("queued", 1)]


def test_five_thousand_people_are_listed_in_few_statements(
    campaign: Make, at: datetime, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    ident = campaign()
    with django_assert_max_num_queries(40):  # type: ignore[attr-defined]
        filled = filling.fill_from_sheet(campaign_id=ident, content=sheet(*many(5000)), name="x", at=at)
    assert filled.reached == 5000


def test_the_people_of_old_campaigns_are_forgotten_and_the_campaign_stays(
    campaign: Make, marek: Staff, at: datetime
) -> None:
    ident = campaign(*many(2))
    running.start(campaign_id=ident, by_id=marek.pk, at=at)
    handing.hand_over_due(at=at)
    assert forget_campaigns(before=at + timedelta(days=1), at=at) == 2
    assert forget_campaigns(before=at + timedelta(days=1), at=at) == 0
    assert Campaign.objects.get(pk=ident).basis_note


def test_an_address_in_capitals_is_the_same_person_with_the_same_objection(
    campaign: Make, halina: Resident, marek: Staff, at: datetime
) -> None:
    contacts.object_to(resident_id=halina.pk, at=at - MINUTE, words="Proszę nie pisać", by_id=marek.pk)
    ident = campaign(";;Halina@Example.org;", ";;ola@example.org;", ";;OLA@example.org;")
    assert [row[2] for row in outcome(ident)] == ["objected", "", "double"]


@pytest.fixture
def calling(campaign: Make, halina: Resident, marek: Staff, at: datetime) -> UUID:
    """A running campaign that calls Halina; nobody is on the list of calls yet."""
    ident = campaign("Halina;500 000 014;;", "Jan;58 626 26 26;;", way="calls")
    making.say(campaign_id=ident, values=ROAD, per_minute=60, call_until=at + timedelta(days=3))
    running.start(campaign_id=ident, by_id=marek.pk, at=at)
    return ident


def test_who_objected_since_is_not_put_on_the_list_of_calls(
    calling: UUID, halina: Resident, marek: Staff, at: datetime
) -> None:
    contacts.object_to(resident_id=halina.pk, at=at, words="Proszę nie dzwonić", by_id=marek.pk)
    handing.hand_over_due(at=at)
    assert [row[2] for row in outcome(calling)] == ["objected", ""]
    assert [row.resident_id for row in Promise.objects.all()] == [None]


def test_a_call_asks_for_the_objection_and_the_campaign_once_more(
    calling: UUID, halina: Resident, marek: Staff, zofia: Staff, at_work: None, at: datetime
) -> None:
    handing.hand_over_due(at=at)
    ident = Promise.objects.get(resident=halina).pk
    running.stop(campaign_id=calling, by_id=marek.pk, at=at)
    with pytest.raises(CannotContact, match="Stan kampanii"):
        operations.call(promise_id=ident, by_id=zofia.pk, at=at)
    running.go_on(campaign_id=calling, by_id=marek.pk, at=at)
    contacts.object_to(resident_id=halina.pk, at=at, words="Proszę nie dzwonić", by_id=marek.pk)
    with pytest.raises(CannotContact, match="sprzeciw"):
        operations.call(promise_id=ident, by_id=zofia.pk, at=at)


def test_a_draft_that_nobody_ended_loses_its_people_by_age(campaign: Make, marek: Staff, at: datetime) -> None:
    campaign(*many(2))
    assert erasing.oldest_campaign() == at
    assert forget_campaigns(before=at, at=at) == 0
    assert forget_campaigns(before=at + timedelta(days=1), at=at) == 2
    assert erasing.oldest_campaign() is None
