"""The record of a matter and its story name who acted, and say only what was said to whom."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from infolinia.city.models import Staff
from infolinia.matters import operations as matters
from infolinia.matters import queries
from infolinia.matters.models import StoryEvent
from infolinia.matters.printing.record import record_csv
from infolinia.matters.shapes import MatterDraft, Place, Registered
from infolinia.matters.shapes.following import FollowDraft

pytestmark = pytest.mark.django_db
Register = Callable[..., Registered]


def by_act(matter: Registered, staff: Staff, at: datetime) -> dict[str, tuple[str, str]]:
    """Return who acted, and of which unit, by the act."""
    return {line.act: (line.who, line.unit_name) for line in queries.record_of(matter.id, at, staff=staff).lines}


def told(matter: Registered, kind: str, staff: Staff, at: datetime) -> str:
    """Return what stands in the story under an event of this kind."""
    view = queries.matter_view(matter.id, at, staff=staff)
    return next(event.text for event in view.timeline if event.kind == kind)


def test_no_cell_is_run_by_a_spreadsheet(matter: Registered, piotr: Staff, at: datetime) -> None:
    record = replace(queries.record_of(matter.id, at, staff=piotr), subject="=HYPERLINK(1)", znak="@SUM(1)")
    first = record_csv(record).decode("utf-8-sig").splitlines()[0]
    assert first.split(";")[2:] == ["'@SUM(1)", "'=HYPERLINK(1)"]


def test_the_record_names_who_acted_and_their_own_unit(
    register: Register, piotr: Staff, outsider: Staff, marek: Staff, at: datetime
) -> None:
    matter = register()
    draft = FollowDraft(reply_channel="email", reply_address="ktos@example.org")
    follower = matters.follow(matter_id=matter.id, draft=draft, by_id=None, at=at)
    matters.follower_writes(follower_id=follower.id, text="U mnie też.", files=(), at=at)
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=at)
    matters.contract(matter_id=matter.id, contractor="Zakład Robót", what="Zasypać.", by_id=piotr.pk, at=at)
    url = matters.guest_link(matter_id=matter.id, to_email="zaklad@example.com", days=9, by_id=piotr.pk, at=at)
    matters.accept_order(token=url.rpartition("/")[2], day=(at + timedelta(days=2)).date(), at=at)
    matters.resume(matter_id=matter.id, by_id=piotr.pk, at=at)
    matters.pass_on(matter_id=matter.id, to_unit_id=outsider.unit_id or 0, reason="Lampa.", by_id=piotr.pk, at=at)
    acts = by_act(matter, marek, at)
    someone = ("osoba, która zgłosiła to samo", "")
    assert acts["Ktoś zgłosił to samo i obserwuje sprawę"] == someone
    assert acts["Wiadomość od kogoś, kto zgłosił to samo"] == someone
    assert acts["Zaplanowana"] == ("wykonawca: Zakład Robót", "")
    assert piotr.unit is not None
    assert acts["Przekazana innej komórce"] == ("Piotr Kotwica", piotr.unit.name), "who passed it on, not who got it"
    assert acts["Zgłoszenie wpłynęło"] == ("Zofia Bryza", "Infolinia")


def test_what_a_resident_registered_by_the_page_is_theirs(kinds: None, marek: Staff, at: datetime) -> None:
    where = {"place": Place("Żaglowa", "12"), "channel": "form", "entered_from": "public"}
    draft = MatterDraft("dziura-w-jezdni", "Dziura.", **where)  # type: ignore[arg-type]
    matter = matters.register(draft=draft, by_id=None, at=at)
    assert by_act(matter, marek, at)["Zgłoszenie wpłynęło"] == ("mieszkaniec (formularz na stronie)", "")


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"reply_channel": "email", "reply_address": "halina@example.org"}, "E-mail na adres halina@example.org."),
        ({"reply_channel": "email", "reply_address": "halina@example.org", "tells": "nothing"}, "Nie pisaliśmy:"),
        ({"reply_channel": "phone", "reply_address": "+48500000014"}, "Przekaż przez telefon: 500 000 014."),
        ({"reply_channel": "sms", "reply_address": "+48586262626"}, "Przekaż przez telefon: 58 626 26 26."),
        ({"reply_channel": "none"}, "Mieszkaniec nie zostawił adresu."),
    ],
    ids=["an e-mail", "who wanted nothing", "a telephone", "a landline takes no texts", "nowhere"],
)
def test_the_story_claims_no_message_that_did_not_go(
    register: Register, piotr: Staff, at: datetime, how: dict[str, str], words: str
) -> None:
    matter = register(**how)
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=at)
    matters.plan(matter_id=matter.id, day=(at + timedelta(days=2)).date(), by_id=piotr.pk, at=at)
    matters.close(matter_id=matter.id, result="done", text="Zasypane.", by_id=piotr.pk, at=at)
    for kind in ("planned", "closed"):
        assert words in told(matter, kind, piotr, at)


def test_a_choice_made_later_changes_nothing_of_what_was_told(taken: Registered, piotr: Staff, at: datetime) -> None:
    matters.close(matter_id=taken.id, result="done", text="Zasypane.", by_id=piotr.pk, at=at)
    matters.change_channel(matter_id=taken.id, channel="none", address="", tells="nothing", at=at)
    assert "E-mail na adres halina@example.org." in told(taken, "closed", piotr, at)


def test_who_is_called_hears_by_a_person_that_their_matter_stays_closed(
    register: Register, piotr: Staff, marek: Staff, at: datetime
) -> None:
    matter = register(reply_channel="phone", reply_address="+48500000014")
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=at)
    matters.close(matter_id=matter.id, result="done", text="Zasypane.", by_id=piotr.pk, at=at)
    matters.reopen(matter_id=matter.id, text="Nie.", by_id=None, at=at)
    decided = {"decision": "closed", "text": "Byliśmy, jest równo."}
    matters.settle_reopened(matter_id=matter.id, by_id=marek.pk, at=at, **decided)
    assert told(matter, "stays_closed", marek, at) == "Byliśmy, jest równo. Przekaż przez telefon: 500 000 014."


def test_letters_to_followers_are_no_documents_of_the_matter(taken: Registered, piotr: Staff, at: datetime) -> None:
    draft = FollowDraft(reply_channel="email", reply_address="ktos@example.org")
    matters.follow(matter_id=taken.id, draft=draft, by_id=None, at=at)
    matters.answer(matter_id=taken.id, text="Jutro.", by_id=piotr.pk, at=at)
    event = StoryEvent.objects.get(matter_id=taken.id, kind="answered")
    assert matters.tell_followers(matter_id=taken.id, kind="answer", event_id=event.pk, at=at) == 1
    assert {line.to for line in queries.messages_of(taken.id)} == {"halina@example.org"}


def test_no_address_of_a_resident_stands_in_the_story_of_a_link(taken: Registered, piotr: Staff, at: datetime) -> None:
    matters.ask_resident(matter_id=taken.id, question="Gdzie?", by_id=piotr.pk, at=at)
    (line,) = queries.links_of(taken.id, at)
    matters.take_back_link(matter_id=taken.id, link_id=line.id, by_id=piotr.pk, at=at)
    event = StoryEvent.objects.get(matter_id=taken.id, kind="link_revoked")
    assert "@" not in event.text + str(event.details)
