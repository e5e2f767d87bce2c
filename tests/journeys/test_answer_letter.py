"""An adviser and a letter: the answer, where it goes, what it ends, and what a second press does not do."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as people
from infolinia.contacts.models import Conversation
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence import queries as mail
from infolinia.correspondence.channels import mails
from infolinia.correspondence.models import Message
from infolinia.correspondence.received import Incoming
from infolinia.journeys import answer_letter, receive_letters
from infolinia.matters.models import Matter
from infolinia.matters.shapes import Registered
from infolinia.routing import letters as routing
from tests.correspondence.inbound import letters
from tests.matters.conftest import kinds, matter, register

__all__ = ["kinds", "matter", "register"]


def on_the_desk(adviser: Staff, at: datetime, **heads: str) -> UUID:
    """Let Halina's e-mail lie on this desk."""
    text = heads.pop("text", "Kiedy odbiór śmieci?")
    received = receive_letters.email(letters.plain(text, **heads).as_bytes(), source="skrzynka", at=at)
    assert received.conversation_id
    contacts.letter_taken(conversation_id=received.conversation_id, adviser_id=adviser.pk, at=at)
    return received.conversation_id


def form_on_the_desk(adviser: Staff, at: datetime, **told: str) -> UUID:
    """Let a form of the page lie on this desk."""
    given = {"channel": "form", "source": "form", "key": "f1", "sender": "", "text": "Pytanie"} | told
    received = receive_letters.letter(Incoming(**given), at=at)  # type: ignore[arg-type]
    assert received.conversation_id
    contacts.letter_taken(conversation_id=received.conversation_id, adviser_id=adviser.pk, at=at)
    return received.conversation_id


def test_an_answer_leaves_in_its_thread_and_ends_the_letter(zofia: Staff, at: datetime) -> None:
    letter = on_the_desk(zofia, at)
    correspondence.save_draft(conversation_id=letter, text="W pią", by_id=zofia.pk, at=at)
    ident = answer_letter.answer(conversation_id=letter, by_id=zofia.pk, at=at, text="W piątek.")
    row = Message.objects.get(id=ident)
    assert (row.to, row.subject) == (letters.HALINA, "Re: Odbiór śmieci")
    assert row.in_reply_to == "<list.1@poczta.example.org>"
    assert "W piątek." in row.text
    assert "> Kiedy odbiór śmieci?" in row.text
    assert "Auto-Submitted" not in mails.headers(row)
    done = Conversation.objects.get(id=letter)
    assert (done.state, done.questions.get().outcome) == ("closed", "answered")
    assert done.answered_at == at
    assert mail.draft_of(letter) is None


def test_a_second_press_sends_nothing(zofia: Staff, at: datetime) -> None:
    letter = on_the_desk(zofia, at)
    answer_letter.answer(conversation_id=letter, by_id=zofia.pk, at=at, text="W piątek.")
    with pytest.raises(answer_letter.CannotAnswer):
        answer_letter.answer(conversation_id=letter, by_id=zofia.pk, at=at, text="W piątek.")
    assert Message.objects.filter(purpose="reply").count() == 1


def test_nobody_answers_what_lies_on_another_desk(zofia: Staff, adam: Staff, at: datetime) -> None:
    letter = on_the_desk(zofia, at)
    for act in (
        lambda: answer_letter.answer(conversation_id=letter, by_id=adam.pk, at=at, text="x"),
        lambda: answer_letter.close(conversation_id=letter, by_id=adam.pk, at=at, why="spam"),
        lambda: answer_letter.give_back(conversation_id=letter, by_id=adam.pk, at=at),
        lambda: answer_letter.choose_matter(conversation_id=letter, matter_id=None, by_id=adam.pk, at=at),
        lambda: answer_letter.tell_unit(conversation_id=letter, by_id=adam.pk, at=at),
    ):
        with pytest.raises(answer_letter.CannotAnswer):
            act()


def test_what_came_since_the_adviser_read_is_read_first(zofia: Staff, at: datetime) -> None:
    letter = on_the_desk(zofia, at)
    seen = mail.letters_in(letter)[-1].id
    more = letters.plain("Już nie trzeba.", Subject="Re: Odbiór śmieci", Message_ID="<list.2@poczta.example.org>")
    received = receive_letters.email(more.as_bytes(), source="skrzynka", at=at + timedelta(seconds=1))
    assert received.conversation_id == letter
    for act in (
        lambda: answer_letter.answer(conversation_id=letter, by_id=zofia.pk, at=at, text="W piątek.", seen=seen),
        lambda: answer_letter.close(conversation_id=letter, by_id=zofia.pk, at=at, why="spam", seen=seen),
        lambda: answer_letter.tell_unit(conversation_id=letter, by_id=zofia.pk, at=at, seen=seen),
    ):
        with pytest.raises(answer_letter.CannotAnswer, match="następny list"):
            act()
    assert not Message.objects.filter(purpose="reply").exists()
    answer_letter.answer(conversation_id=letter, by_id=zofia.pk, at=at, text="Dobrze.", seen=received.letter_id)


def test_signs_that_no_database_keeps_do_not_stop_an_answer(zofia: Staff, at: datetime) -> None:
    letter = on_the_desk(zofia, at)
    ident = answer_letter.answer(conversation_id=letter, by_id=zofia.pk, at=at, text="W pią\0tek.")
    assert "W piątek." in Message.objects.get(id=ident).text


def test_an_empty_answer_is_refused(zofia: Staff, at: datetime) -> None:
    letter = on_the_desk(zofia, at)
    with pytest.raises(answer_letter.CannotAnswer):
        answer_letter.answer(conversation_id=letter, by_id=zofia.pk, at=at, text="  \n ")


def test_the_answer_to_an_application_by_e_mail_says_what_law_says(zofia: Staff, at: datetime) -> None:
    letter = on_the_desk(zofia, at, text="Wnoszę o wydanie zaświadczenia.")
    ident = answer_letter.answer(conversation_id=letter, by_id=zofia.pk, at=at, purpose="not_examined")
    row = Message.objects.get(id=ident)
    assert "art. 63 § 1" in row.text
    assert row.template_edition is not None
    assert Conversation.objects.get(id=letter).state == "closed"


def test_a_form_is_answered_by_the_way_its_writer_chose(zofia: Staff, at: datetime) -> None:
    by_sms = form_on_the_desk(zofia, at, reply_by="sms", answer_to="500 000 014")
    answer_letter.answer(conversation_id=by_sms, by_id=zofia.pk, at=at, text="W piątek.")
    row = Message.objects.get(purpose="reply")
    assert (row.channel, row.to) == ("sms", "+48500000014")


def test_who_wants_no_answer_gets_none(zofia: Staff, at: datetime) -> None:
    letter = form_on_the_desk(zofia, at, reply_by="none")
    with pytest.raises(answer_letter.CannotAnswer):
        answer_letter.answer(conversation_id=letter, by_id=zofia.pk, at=at, text="x")
    answer_letter.close(conversation_id=letter, by_id=zofia.pk, at=at, why="no_answer_needed")
    assert Conversation.objects.get(id=letter).state == "closed"


def test_nobody_writes_to_an_address_that_says_nobody_reads_it(zofia: Staff, at: datetime) -> None:
    letter = on_the_desk(zofia, at, From="System <no-reply@example.org>")
    with pytest.raises(answer_letter.CannotAnswer):
        answer_letter.answer(conversation_id=letter, by_id=zofia.pk, at=at, text="x")


def test_a_letter_given_back_keeps_its_place_and_its_draft(zofia: Staff, adam: Staff, at: datetime) -> None:
    letter = on_the_desk(zofia, at)
    correspondence.save_draft(conversation_id=letter, text="W pią", by_id=zofia.pk, at=at)
    answer_letter.give_back(conversation_id=letter, by_id=zofia.pk, at=at)
    assert people.letters_of(zofia.pk) == []
    assert routing.take_next(staff_id=adam.pk, at=at) == letter
    draft = mail.draft_of(letter)
    assert draft
    assert (draft.text, draft.by_name) == ("W pią", "Zofia Bryza")


def test_the_unit_reads_a_letter_about_its_matter(matter: Registered, zofia: Staff, at: datetime) -> None:
    letter = on_the_desk(zofia, at, text="Dziura jest już większa.")
    with pytest.raises(answer_letter.CannotAnswer):
        answer_letter.tell_unit(conversation_id=letter, by_id=zofia.pk, at=at)
    answer_letter.choose_matter(conversation_id=letter, matter_id=matter.id, by_id=zofia.pk, at=at)
    answer_letter.tell_unit(conversation_id=letter, by_id=zofia.pk, at=at)
    with pytest.raises(answer_letter.CannotAnswer):
        answer_letter.tell_unit(conversation_id=letter, by_id=zofia.pk, at=at + timedelta(seconds=1))
    notes = Matter.objects.get(id=matter.id).story.filter(kind="note")
    assert "Dziura jest już większa." in notes.get().text
    question = Conversation.objects.get(id=letter).questions.get()
    assert (question.outcome, question.matter_id) == ("passed_on", matter.id)
