"""The question after the call on the real engine: who is asked, who is not, and what a key becomes."""

from collections.abc import Callable, Iterator

import pytest

from infolinia.city.models import Staff
from infolinia.core import clock
from infolinia.telephony import operations as telephony
from infolinia.telephony.models import SurveyAnswer
from infolinia.telephony.surveys import operations
from tests.telephony.callers.phone import Call
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes, only_conversation
from tests.telephony.running import NUMBER, until

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]


@pytest.fixture
def asks(lines: RunningLines, marek: Staff) -> Iterator[RunningLines]:
    """The office asks after each call; a daemon that starts now knows it."""
    lines.stop()
    operations.decide(is_on=True, is_hidden_from_adviser=True, by_id=marek.pk, at=clock.now())
    lines.start()
    return lines


def talked(lines: RunningLines, adviser: Desk, call: Call) -> Call:
    """Let the two talk and the adviser end it by the button."""
    adviser.phone.ringing(timeout=10).answer()
    assert call.hears(adviser.phone.pitch)
    assert becomes("talking")
    telephony.hang_up(conversation_id=only_conversation().id, by=adviser.staff.pk)
    assert adviser.is_in("after_call"), "the adviser need not wait for the answer"
    return call


def score() -> int | None:
    found = SurveyAnswer.objects.first()
    return found.score if found else None


@pytest.mark.parametrize(("key", "kept"), [("4", 4), ("0", 0)])
def test_a_key_is_the_rating_of_this_conversation(
    asks: RunningLines, zofia: Staff, desk: Seat, key: str, kept: int
) -> None:
    adviser = desk(zofia).ready()
    with asks.running.caller() as halina:
        call = talked(asks, adviser, halina.dial(NUMBER))
        assert call.hears_something(), "the question"
        call.press(key)
        assert until(lambda: score() == kept)
        call.wait("ended", timeout=15)
    assert SurveyAnswer.objects.get().conversation_id == only_conversation().id
    assert only_conversation().state == "after_call"


def test_the_adviser_who_hangs_up_their_own_phone_leaves_the_question_too(
    asks: RunningLines, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia).ready()
    with asks.running.caller() as halina:
        call = halina.dial(NUMBER)
        bell = adviser.phone.ringing(timeout=10).answer()
        assert call.hears(adviser.phone.pitch)
        bell.hang_up()
        assert adviser.is_in("after_call")
        call.press("5")
        assert until(lambda: score() == 5)


def test_who_hangs_up_is_not_asked(asks: RunningLines, zofia: Staff, desk: Seat) -> None:
    adviser = desk(zofia).ready()
    with asks.running.caller() as halina:
        call = halina.dial(NUMBER)
        adviser.phone.ringing(timeout=10).answer()
        assert call.hears(adviser.phone.pitch)
        call.hang_up()
        assert becomes("after_call")
    assert not SurveyAnswer.objects.exists()


def test_who_hangs_up_during_the_question_gave_no_rating(asks: RunningLines, zofia: Staff, desk: Seat) -> None:
    adviser = desk(zofia).ready()
    with asks.running.caller() as halina:
        call = talked(asks, adviser, halina.dial(NUMBER))
        assert until(SurveyAnswer.objects.exists)
        call.hang_up()
    assert until(lambda: not asks.running.channels())
    assert score() is None
    assert only_conversation().state == "after_call"


def test_switched_off_nobody_is_asked(lines: RunningLines, zofia: Staff, desk: Seat) -> None:
    adviser = desk(zofia).ready()
    with lines.running.caller() as halina:
        talked(lines, adviser, halina.dial(NUMBER)).wait("ended")
    assert not SurveyAnswer.objects.exists()


def test_the_question_goes_on_while_the_daemon_is_dead_and_the_answer_is_found(
    asks: RunningLines, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia).ready()
    with asks.running.caller() as halina:
        call = talked(asks, adviser, halina.dial(NUMBER))
        assert call.hears_something()
        asks.kill()
        call.press("3")
        call.wait("ended", timeout=15)
        asks.start()
    assert until(lambda: score() == 3)
    assert only_conversation().state == "after_call"
