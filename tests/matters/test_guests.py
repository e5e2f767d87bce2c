"""What people do by a mailed link: a resident answers, a contractor works."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from infolinia.city.models import Staff
from infolinia.core.clock import city_day
from infolinia.correspondence.models import Message
from infolinia.correspondence.rules.marks import SECRET_MARK
from infolinia.matters import operations as matters
from infolinia.matters import queries
from infolinia.matters.models import GuestLink, Matter, MatterFile, StoryEvent
from infolinia.matters.shapes import Registered
from infolinia.matters.shapes.files import NewFile
from tests.matters.conftest import Register

pytestmark = pytest.mark.django_db
TEXT = NewFile("notatka.txt", b"pod latarnia 12")


def token_of(purpose: str) -> str:
    """Return the token as it leaves in the last message of this kind."""
    message = Message.objects.filter(purpose=purpose).latest("created_at")
    assert SECRET_MARK in message.text
    return message.secret


@pytest.fixture
def asked(taken: Registered, piotr: Staff, at: datetime) -> str:
    """Piotr asked Halina where exactly; returns the token of the link in her message."""
    matters.ask_resident(matter_id=taken.id, question="Przy którym numerze?", by_id=piotr.pk, at=at)
    return token_of("question")


@pytest.fixture
def ordered(taken: Registered, piotr: Staff, at: datetime) -> str:
    """Piotr hired a firm; returns the token of its link."""
    matters.contract(matter_id=taken.id, contractor="Zakład Robót", what="Załatać 2 m².", by_id=piotr.pk, at=at)
    url = matters.guest_link(matter_id=taken.id, to_email="zaklad@example.com", days=30, by_id=piotr.pk, at=at)
    assert url.endswith(token_of("order"))
    return token_of("order")


def kinds(matter: Registered) -> list[str]:
    return list(StoryEvent.objects.filter(matter_id=matter.id).order_by("id").values_list("kind", flat=True))


def test_only_a_trace_of_the_token_is_kept(asked: str) -> None:
    link = GuestLink.objects.get()
    assert len(asked) == 20
    assert asked not in repr(GuestLink.objects.values())
    message = Message.objects.get(purpose="question")
    assert asked not in message.text
    assert re.search(r"/pytanie/\{\{kod\}\}", message.text)
    assert link.to == "halina@example.org"


def test_an_answer_starts_the_clock_and_works_once(asked: str, taken: Registered, at: datetime) -> None:
    later = at + timedelta(days=2)
    matters.answer_by_link(token=asked, text="Przy numerze 12.", files=[TEXT], at=later)
    matter = Matter.objects.get(pk=taken.id)
    assert (matter.status, matter.stopped_since) == ("in_progress", None)
    told = StoryEvent.objects.get(matter_id=taken.id, kind="replied")
    assert told.text == "Przy numerze 12."
    given = MatterFile.objects.get()
    assert (given.event_id, given.source, given.visible_to_resident) == (told.pk, "resident", True)
    with pytest.raises(matters.CannotUseLink, match="jeden raz"):
        matters.answer_by_link(token=asked, text="Jeszcze raz.", at=later)
    assert queries.question_page(GuestLink.objects.get().pk).state == "done"


def test_an_answer_with_a_bad_file_changes_nothing(asked: str, taken: Registered, at: datetime) -> None:
    with pytest.raises(matters.CannotAddFiles):
        matters.answer_by_link(token=asked, text="Proszę.", files=[NewFile("a.exe", b"MZ12345678")], at=at)
    assert Matter.objects.get(pk=taken.id).status == "asked_resident"
    matters.answer_by_link(token=asked, text="Proszę.", at=at)
    assert "replied" in kinds(taken)


def test_a_late_answer_is_still_read(asked: str, taken: Registered, piotr: Staff, at: datetime) -> None:
    matters.resume(matter_id=taken.id, by_id=piotr.pk, at=at)
    assert queries.question_page(GuestLink.objects.get().pk).state == "late"
    matters.answer_by_link(token=asked, text="Przepraszam, dopiero dziś.", at=at)
    assert kinds(taken)[-1] == "resident_message"


def test_nobody_answers_in_a_closed_matter(asked: str, taken: Registered, piotr: Staff, at: datetime) -> None:
    matters.resume(matter_id=taken.id, by_id=piotr.pk, at=at)
    matters.close(matter_id=taken.id, result="done", text="Zrobione.", by_id=piotr.pk, at=at)
    with pytest.raises(matters.CannotUseLink):
        matters.answer_by_link(token=asked, text="Halo?", at=at)


@pytest.mark.parametrize("purpose", ["question", "order"])
def test_a_link_opens_only_what_it_is_for(asked: str, at: datetime, purpose: str) -> None:
    found = matters.open_link(token=asked, purpose=purpose, at=at)
    assert (found is not None) == (purpose == "question")


def test_a_link_is_over_after_its_time_and_when_it_was_taken_back(
    asked: str, taken: Registered, piotr: Staff, at: datetime
) -> None:
    link = GuestLink.objects.get()
    assert matters.open_link(token=asked, purpose="question", at=link.expires_at - timedelta(seconds=1))
    assert matters.open_link(token=asked, purpose="question", at=link.expires_at) is None
    with pytest.raises(matters.CannotUseLink):
        matters.answer_by_link(token=asked, text="Za późno.", at=link.expires_at)
    matters.take_back_link(matter_id=taken.id, link_id=link.pk, by_id=piotr.pk, at=at)
    assert matters.open_link(token=asked, purpose="question", at=at) is None
    assert kinds(taken)[-1] == "link_revoked"


def test_an_officer_of_another_unit_takes_no_link_back(
    asked: str, taken: Registered, outsider: Staff, at: datetime
) -> None:
    with pytest.raises(matters.CannotChangeMatter):
        matters.take_back_link(matter_id=taken.id, link_id=GuestLink.objects.get().pk, by_id=outsider.pk, at=at)


def test_the_order_says_what_is_needed_and_nothing_of_the_resident(
    ordered: str, taken: Registered, at: datetime
) -> None:
    link_id = matters.open_link(token=ordered, purpose="order", at=at)
    assert link_id is not None
    page = queries.order_page(link_id)
    assert (page.brief, page.place, page.contractor) == ("Załatać 2 m².", "Żaglowa 12, Obłuże", "Zakład Robót")
    assert (page.resident_id, page.resident_name, page.resident_contact) == (None, "", "")
    assert "halina" not in repr(page).lower()
    message = Message.objects.get(purpose="order")
    assert message.to == "zaklad@example.com"
    assert "halina" not in message.text.lower()


def test_the_unit_may_show_the_resident_and_chosen_files(taken: Registered, piotr: Staff, at: datetime) -> None:
    (shown, hidden) = matters.add_files(
        matter_id=taken.id, files=[TEXT, NewFile("dowod.txt", b"moje dane")], by_id=None, at=at, visible=True
    )
    matters.contract(matter_id=taken.id, contractor="Zakład Robót", what="Załatać.", by_id=piotr.pk, at=at)
    matters.guest_link(
        matter_id=taken.id,
        to_email="zaklad@example.com",
        days=30,
        by_id=piotr.pk,
        at=at,
        order=matters.Order(shows_resident=True, file_ids=(shown,)),
    )
    link = GuestLink.objects.get()
    page = queries.order_page(link.pk)
    assert page.resident_contact == "halina@example.org"
    assert [one.name for one in page.files] == ["notatka.txt"]
    assert queries.file_of_order(link.pk, shown) is not None
    assert queries.file_of_order(link.pk, hidden) is None


def test_a_contractor_accepts_names_a_day_and_is_done(ordered: str, taken: Registered, at: datetime) -> None:
    day = city_day(at) + timedelta(days=3)
    matters.accept_order(token=ordered, day=day, at=at)
    matter = Matter.objects.get(pk=taken.id)
    assert (matter.status, matter.planned_on) == ("waiting", day)
    assert Message.objects.filter(purpose="planned", to="halina@example.org").count() == 1
    matters.accept_order(token=ordered, day=day, at=at)
    matters.order_done(token=ordered, text="Zrobione.", files=[TEXT], at=at + timedelta(days=3))
    assert Matter.objects.get(pk=taken.id).status == "in_progress"
    assert kinds(taken)[-3:] == ["contractor_accepted", "planned", "contractor_done"]
    given = MatterFile.objects.get()
    assert (given.source, given.visible_to_resident) == ("contractor", False)
    with pytest.raises(matters.CannotUseLink):
        matters.order_done(token=ordered, text="Zrobione.", at=at)
    assert queries.order_page(GuestLink.objects.get().pk).brief == ""


def test_a_contractor_who_will_not_do_it_gives_it_back(ordered: str, taken: Registered, at: datetime) -> None:
    matters.refuse_order(token=ordered, text="Nie mamy sprzętu.", at=at)
    matter = Matter.objects.get(pk=taken.id)
    assert (matter.status, matter.waits_kind) == ("in_progress", "")
    told = StoryEvent.objects.filter(matter_id=taken.id).latest("id")
    assert (told.kind, told.text, told.by) == ("contractor_refused", "Nie mamy sprzętu.", None)


def test_an_order_that_the_unit_took_up_itself_is_over(
    ordered: str, taken: Registered, piotr: Staff, at: datetime
) -> None:
    matters.resume(matter_id=taken.id, by_id=piotr.pk, at=at)
    page = queries.order_page(GuestLink.objects.get().pk)
    assert (page.state, page.subject, page.place) == ("over", "", "")
    with pytest.raises(matters.CannotChangeMatter):
        matters.order_done(token=ordered, text="Zrobione.", at=at)


def test_a_new_link_replaces_the_old_one(ordered: str, taken: Registered, piotr: Staff, at: datetime) -> None:
    matters.guest_link(matter_id=taken.id, to_email="inny@example.com", days=10, by_id=piotr.pk, at=at)
    assert matters.open_link(token=ordered, purpose="order", at=at) is None
    assert [line.state for line in queries.links_of(taken.id, at)].count("revoked") == 1


@pytest.mark.parametrize(("days", "to", "field"), [(0, "a@example.com", "days"), (30, "nikt", "to_email")])
def test_a_link_is_made_for_some_days_to_an_address(
    ordered: str, taken: Registered, piotr: Staff, at: datetime, days: int, to: str, field: str
) -> None:
    with pytest.raises(matters.CannotChangeMatter) as refused:
        matters.guest_link(matter_id=taken.id, to_email=to, days=days, by_id=piotr.pk, at=at)
    assert refused.value.field == field


def test_the_first_opening_is_noted_once(ordered: str, at: datetime) -> None:
    matters.open_link(token=ordered, purpose="order", at=at)
    matters.open_link(token=ordered, purpose="order", at=at + timedelta(hours=1))
    assert GuestLink.objects.get().opened_at == at


def test_who_has_no_address_gets_no_link(register: Callable[..., Registered], piotr: Staff, at: datetime) -> None:
    matter = register(reply_channel="none")
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=at)
    matters.ask_resident(matter_id=matter.id, question="Gdzie?", by_id=piotr.pk, at=at)
    assert not GuestLink.objects.exists()


def test_an_old_questions_link_answers_no_new_question(
    asked: str, taken: Registered, piotr: Staff, at: datetime
) -> None:
    matters.resume(matter_id=taken.id, by_id=piotr.pk, at=at)
    matters.ask_resident(matter_id=taken.id, question="A o której?", by_id=piotr.pk, at=at)
    assert matters.open_link(token=asked, purpose="question", at=at) is None
    with pytest.raises(matters.CannotUseLink):
        matters.answer_by_link(token=asked, text="Przy 12.", at=at)
    assert Matter.objects.get(pk=taken.id).status == "asked_resident"
    new = Message.objects.filter(purpose="question").exclude(secret=asked).get().secret
    matters.answer_by_link(token=new, text="O ósmej.", at=at)
    assert StoryEvent.objects.get(matter_id=taken.id, kind="replied").text == "O ósmej."


def test_the_residents_own_words_reach_no_contractor(register: Register, piotr: Staff, at: datetime) -> None:
    matter = register(subject="Sąsiad spod siódmego rozbił jezdnię")
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=at)
    matters.contract(matter_id=matter.id, contractor="Zakład Robót", what="Załatać.", by_id=piotr.pk, at=at)
    matters.guest_link(matter_id=matter.id, to_email="zaklad@example.com", days=9, by_id=piotr.pk, at=at)
    page = queries.order_page(GuestLink.objects.get().pk)
    letter = Message.objects.get(purpose="order")
    assert page.subject == "Dziura w jezdni"
    assert "siódmego" not in repr(page) + letter.subject + letter.text + letter.html
