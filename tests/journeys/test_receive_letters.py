"""Letters on their way to a desk: each once, in the right conversation, about the right matter, to the right person."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as people
from infolinia.contacts.models import ContactPoint, Conversation, Resident
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence import queries as mail
from infolinia.correspondence.channels import mails
from infolinia.correspondence.models import IncomingMessage, Message
from infolinia.correspondence.received import Incoming, Received
from infolinia.correspondence.shapes import Outgoing
from infolinia.journeys import receive_letters
from infolinia.matters import operations as matters
from infolinia.matters.models import Matter
from infolinia.matters.shapes import Registered
from infolinia.routing import operations as routing
from tests.correspondence.inbound import letters
from tests.matters.conftest import halina, kinds, matter, register, taken

__all__ = ["halina", "kinds", "matter", "register", "taken"]

HALINA = "halina@example.org"


def arrived(mail: object, at: datetime) -> Received:
    """Let an e-mail arrive."""
    raw = mail if isinstance(mail, bytes) else mail.as_bytes()  # type: ignore[attr-defined]
    return receive_letters.email(raw, source="skrzynka", at=at)


def sent(at: datetime, **given: object) -> UUID:
    """Queue an answer of ours; returns its id."""
    told = {"channel": "email", "to": HALINA, "subject": "Odpowiedź", "text": "Tak.", "key": str(given)} | given
    found = correspondence.queue(Outgoing(**told), at=at)  # type: ignore[arg-type]
    assert found
    return found


def test_a_letter_waits_as_a_conversation_with_its_question(db: None, at: datetime) -> None:
    received = arrived(letters.plain(), at)
    assert received.conversation_id
    row = Conversation.objects.get(id=received.conversation_id)
    assert (row.channel, row.state, row.caller_address) == ("email", "waiting", letters.HALINA)
    assert row.questions.get().subject == "Odbiór śmieci"
    assert [one.text for one in mail.letters_in(row.id)] == ["Dzień dobry, kiedy odbiór śmieci na Świętojańskiej?"]


def test_the_same_letter_twice_is_one(db: None, at: datetime) -> None:
    first, second = arrived(letters.plain(), at), arrived(letters.plain(), at)
    by_another_way = b"Received: from b by c; Mon, 23 Nov 2026 09:01:00 +0100\r\n" + letters.plain().as_bytes()
    third = arrived(by_another_way, at)
    assert (second.kind, third.kind) == ("duplicate", "duplicate")
    assert second.conversation_id == third.conversation_id == first.conversation_id
    assert Conversation.objects.count() == 1


def test_the_only_resident_known_by_the_address_may_be_the_writer(halina: Resident, at: datetime) -> None:
    ContactPoint.objects.create(resident=halina, kind="email", value=letters.HALINA)
    received = arrived(letters.plain(), at)
    assert received.conversation_id
    assert Conversation.objects.get(id=received.conversation_id).resident_id == halina.id


def test_an_addition_joins_the_letter_that_still_waits(db: None, at: datetime) -> None:
    first = arrived(letters.plain(), at)
    more = letters.plain("I jeszcze jedno.", Subject="Re: Odbiór śmieci", Message_ID="<list.2@poczta.example.org>")
    second = arrived(more, at + timedelta(minutes=5))
    other = arrived(letters.plain("Inna", Subject="Latarnia", Message_ID="<list.3@poczta.example.org>"), at)
    assert second.conversation_id == first.conversation_id
    assert not second.is_new
    assert other.conversation_id != first.conversation_id


def test_an_answer_to_a_closed_conversation_opens_a_new_one(zofia: Staff, at: datetime) -> None:
    first = arrived(letters.plain(), at)
    assert first.conversation_id
    ours = sent(at, conversation_id=first.conversation_id)
    take_and_close(first.conversation_id, zofia, at)
    routing.set_state(staff_id=zofia.pk, state="ready", reason="", at=at)
    again = letters.plain(Subject="Re: x", In_Reply_To=mails.message_id(ours), Message_ID="<list.4@p.example.org>")
    second = arrived(again, at + timedelta(hours=1))
    assert second.conversation_id != first.conversation_id
    assert [one.conversation_id for one in people.letters_of(zofia.pk)] == [second.conversation_id]


def take_and_close(conversation_id: UUID, adviser: Staff, at: datetime) -> None:
    """Let the adviser have the letter and end it."""
    contacts.letter_taken(conversation_id=conversation_id, adviser_id=adviser.pk, at=at)
    contacts.letter_closed(conversation_id=conversation_id, by_id=adviser.pk, at=at, why="no_answer_needed")


def test_an_answer_to_our_message_is_about_its_matter(matter: Registered, at: datetime) -> None:
    ours = sent(at, matter_id=matter.id)
    received = arrived(letters.plain(In_Reply_To=mails.message_id(ours)), at)
    assert received.letter_id
    view = mail.letter(received.letter_id)
    assert (view.matter_id, view.matter_found) == (matter.id, "thread")


def test_the_thread_of_the_matter_is_enough(matter: Registered, at: datetime) -> None:
    received = arrived(letters.plain(References=mails.thread_id(matter.id)), at)
    assert received.letter_id
    assert mail.letter(received.letter_id).matter_id == matter.id


def test_what_the_unit_asked_for_lets_the_clock_run_again(taken: Registered, piotr: Staff, at: datetime) -> None:
    matters.ask_resident(matter_id=taken.id, question="Przy którym numerze?", by_id=piotr.pk, at=at)
    ours = Message.objects.filter(matter_id=taken.id, key__startswith="question-").get().id
    reply = letters.plain("Przy numerze 12.", In_Reply_To=mails.message_id(ours))
    arrived(reply, at + timedelta(days=1))
    row = Matter.objects.get(id=taken.id)
    assert row.stopped_since is None
    assert row.story.filter(kind="replied", text="Przy numerze 12.").exists()


def test_a_sender_and_a_number_alone_do_not_let_the_clock_run(taken: Registered, piotr: Staff, at: datetime) -> None:
    matters.ask_resident(matter_id=taken.id, question="Przy którym numerze?", by_id=piotr.pk, at=at)
    received = arrived(letters.plain(f"{taken.number}: przy numerze 12.", From=HALINA), at)
    assert received.letter_id
    assert mail.letter(received.letter_id).matter_found == "number"
    assert Matter.objects.get(id=taken.id).stopped_since is not None


def test_a_thread_of_a_matter_that_is_not_there_is_no_matter(db: None, at: datetime) -> None:
    invented = mails.thread_id(UUID("00000000-0000-4000-8000-000000000000"))
    received = arrived(letters.plain(References=invented), at)
    assert received.letter_id
    assert mail.letter(received.letter_id).matter_id is None


def test_who_was_not_written_to_does_not_join_by_our_message(db: None, at: datetime) -> None:
    first = arrived(letters.plain(), at)
    ours = mails.message_id(sent(at, to=letters.HALINA, conversation_id=first.conversation_id))
    strange = letters.plain(From="obcy@example.org", In_Reply_To=ours, Message_ID="<obcy@example.org>")
    own = letters.plain("Dziękuję", Subject="x", In_Reply_To=ours, Message_ID="<list.2@poczta.example.org>")
    assert arrived(strange, at).conversation_id != first.conversation_id
    assert arrived(own, at).conversation_id == first.conversation_id


def test_a_letter_whose_conversation_is_gone_opens_a_new_one(db: None, at: datetime) -> None:
    gone = UUID("00000000-0000-4000-8000-000000000000")
    ours = mails.message_id(sent(at, to=letters.HALINA, conversation_id=gone))
    assert arrived(letters.plain(In_Reply_To=ours), at).is_new


def test_letters_of_one_reading_keep_their_order(db: None, at: datetime, tmp_path: Path, settings: Any) -> None:
    (tmp_path / "new").mkdir()
    for number in range(6):
        raw = letters.plain(f"{number}", Subject="Re: Śmieci", Message_ID=f"<{number}@p.example.org>").as_bytes()
        (tmp_path / "new" / f"176400000{number}.M1P1.host").write_bytes(raw)
    settings.MAILBOXES = [f"maildir://{tmp_path}"]
    assert receive_letters.read_mailboxes(at=at) == 6
    assert [one.text for one in mail.letters_in(Conversation.objects.get().id)] == list("012345")


def test_an_automatic_answer_never_counts_as_the_residents_reply(taken: Registered, piotr: Staff, at: datetime) -> None:
    matters.ask_resident(matter_id=taken.id, question="Przy którym numerze?", by_id=piotr.pk, at=at)
    ours = Message.objects.filter(matter_id=taken.id, key__startswith="question-").get().id
    received = arrived(letters.away(mails.message_id(ours)), at)
    assert (received.kind, received.conversation_id) == ("auto_reply", None)
    assert Matter.objects.get(id=taken.id).stopped_since is not None
    assert [one.kind for one in mail.machines(since=at)] == ["auto_reply"]


def test_a_number_from_its_own_resident_is_sure_and_from_a_stranger_a_guess(matter: Registered, at: datetime) -> None:
    told = f"Co z moją sprawą {matter.number}?"
    own = arrived(letters.plain(told, From=HALINA), at)
    strange = arrived(letters.plain(told, From="obcy@example.org", Message_ID="<obcy@example.org>"), at)
    assert own.letter_id
    assert strange.letter_id
    assert mail.letter(own.letter_id).matter_found == "number"
    guess = mail.letter(strange.letter_id)
    assert (guess.matter_id, guess.matter_guesses) == (None, (matter.id,))


def test_the_open_matter_of_the_writer_is_a_guess(matter: Registered, at: datetime) -> None:
    received = arrived(letters.plain("I co dalej?", From=HALINA), at)
    assert received.letter_id
    assert mail.letter(received.letter_id).matter_guesses == (matter.id,)


def test_a_bounce_marks_the_message_and_comes_to_nobody(at: datetime, matter: Registered) -> None:
    ours = sent(at, matter_id=matter.id)
    Message.objects.filter(pk=ours).update(status="sent", sent_at=at)
    received = arrived(letters.bounced(mails.message_id(ours)), at)
    assert (received.kind, received.conversation_id) == ("delivery_report", None)
    line = next(one for one in mail.messages_of(matter.id) if one.id == ours)
    assert line.status == "bounced"
    assert "5.1.1" in line.deliveries[0].details
    arrived(letters.bounced(mails.message_id(ours)), at)
    assert len(next(one for one in mail.messages_of(matter.id) if one.id == ours).deliveries) == 1


def test_an_invented_bounce_marks_nothing(at: datetime, matter: Registered) -> None:
    ours = sent(at, matter_id=matter.id)
    Message.objects.filter(pk=ours).update(status="sent", sent_at=at)
    arrived(letters.bounced("<00000000-0000-4000-8000-000000000000@example.org>"), at)
    assert Message.objects.get(pk=ours).status == "sent"
    assert Conversation.objects.count() == 0


def test_a_read_receipt_is_noted(db: None, at: datetime) -> None:
    ours = sent(at)
    Message.objects.filter(pk=ours).update(status="sent", sent_at=at)
    assert arrived(letters.read_receipt(mails.message_id(ours)), at).kind == "delivery_report"
    assert Message.objects.get(pk=ours).status == "read"


def test_our_own_letter_coming_back_opens_nothing(db: None, at: datetime) -> None:
    assert arrived(letters.plain(From=letters.OURS), at).kind == "loop"
    assert Conversation.objects.count() == 0
    assert IncomingMessage.objects.count() == 1


def test_files_are_kept_or_named_with_the_reason(db: None, at: datetime) -> None:
    mail_with = letters.with_file("dziura.png", b"\x89PNG\r\n\x1a\nxx", "image/png")
    mail_with.add_attachment(b"MZ\x90", maintype="image", subtype="png", filename="kot.png")
    received = arrived(mail_with, at)
    assert received.letter_id
    picture, program = mail.letter(received.letter_id).files
    assert (picture.way, picture.media_type) == ("shown", "image/png")
    assert (program.way, program.why) == ("refused", "program")
    stored = mail.stored_file(picture.id)
    assert stored
    assert stored.content.startswith(b"\x89PNG")
    assert mail.stored_file(program.id) is None


def test_text_messages_of_one_day_are_one_conversation(db: None, at: datetime) -> None:
    def message(text: str, key: str, when: datetime) -> Received:
        told = Incoming(channel="sms", source="sms:bramka", key=key, sender="48500000014", text=text)
        return receive_letters.letter(told, at=when)

    first = message("Kiedy śmieci?", "1", at)
    assert message("Kiedy śmieci?", "1", at).kind == "duplicate"
    second = message("Na Żaglowej", "2", at + timedelta(hours=2))
    late = message("Dziękuję", "3", at + timedelta(days=2))
    assert second.conversation_id == first.conversation_id
    assert late.conversation_id != first.conversation_id
    assert first.conversation_id
    row = Conversation.objects.get(id=first.conversation_id)
    assert (row.channel, row.caller_number) == ("sms", "+48500000014")


@pytest.mark.parametrize("channel", ["email", "sms", "form"])
def test_a_letter_is_laid_on_a_ready_desk_with_room(channel: str, zofia: Staff, at: datetime) -> None:
    routing.set_state(staff_id=zofia.pk, state="ready", reason="", at=at)
    for number in range(5):
        told = Incoming(channel=channel, source="x", key=f"{number}", sender=f"50000001{number}", text="?")
        receive_letters.letter(told, at=at + timedelta(seconds=number))
    assert len(people.letters_of(zofia.pk)) == 3
    assert len([one for one in people.open_letters() if one.state == "waiting"]) == 2


def test_the_writer_hears_that_the_letter_came_once_a_day(db: None, at: datetime) -> None:
    arrived(letters.plain(), at)
    arrived(letters.plain("Inna sprawa", Subject="Latarnia", Message_ID="<list.2@poczta.example.org>"), at)
    received = Message.objects.get(purpose="received")
    assert (received.to, received.in_reply_to) == (letters.HALINA, "<list.1@poczta.example.org>")


@pytest.mark.parametrize("heads", [{"Auto_Submitted": "auto-generated"}, {"Precedence": "list"}, {"From": ""}])
def test_no_machine_hears_that_its_letter_came(db: None, at: datetime, heads: dict[str, str]) -> None:
    assert arrived(letters.plain(**heads), at).is_new
    assert not Message.objects.exists()
