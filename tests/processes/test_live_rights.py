"""Who may hear of what."""

from uuid import UUID

import pytest

from infolinia.config.processes.live.topics import LONGEST_REQUEST, Listener, asked, may_hear

ZOFIA = Listener(12, "adviser", None)
PIOTR = Listener(31, "officer", 7)
HEAD = Listener(32, "officer", 5, frozenset({7, 9}))
EWA = Listener(40, "editor", None)
MAREK = Listener(2, "supervisor", None)
ADMIN = Listener(1, "admin", None)
MATTER = f"matter.{UUID(int=5)}"
CONVERSATION = f"conversation.{UUID(int=6)}"

RIGHTS = [
    ("anybody hears whether the line is open", None, "public", True),
    ("anybody hears the hall", None, "hall", True),
    ("a stranger hears nothing of the queue", None, "queue", False),
    ("a stranger hears nothing of a matter", None, MATTER, False),
    ("an adviser hears of herself", ZOFIA, "adviser.12", True),
    ("an adviser hears nothing of another", ZOFIA, "adviser.13", False),
    ("an adviser hears what the supervisor sends her", ZOFIA, "floor.12", True),
    ("an adviser hears nothing of what is sent to another", ZOFIA, "floor.13", False),
    ("an adviser hears of the queue", ZOFIA, "queue", True),
    ("an adviser does not watch the board", ZOFIA, "board", False),
    ("an adviser hears of a danger that nobody raised", ZOFIA, "dangers", True),
    ("a stranger hears of no danger", None, "dangers", False),
    ("an adviser without a unit hears of no unit", ZOFIA, "unit.7", False),
    ("an adviser hears of a conversation", ZOFIA, CONVERSATION, True),
    ("an officer hears of his unit", PIOTR, "unit.7", True),
    ("an officer hears nothing of another unit", PIOTR, "unit.8", False),
    ("an officer of a higher unit hears of the lower ones", HEAD, "unit.7", True),
    ("an officer of a higher unit hears nothing of those beside", HEAD, "unit.8", False),
    ("an officer of a lower unit hears nothing of the higher one", PIOTR, "unit.5", False),
    ("an officer hears of a matter", PIOTR, MATTER, True),
    ("an editor hears of the queue", EWA, "queue", True),
    ("an editor does not watch the board", EWA, "board", False),
    ("a supervisor watches the board", MAREK, "board", True),
    ("a supervisor watches how sending goes", MAREK, "sending", True),
    ("an adviser does not", ZOFIA, "sending", False),
    ("a supervisor hears of every adviser", MAREK, "adviser.12", True),
    ("a supervisor hears of every unit", MAREK, "unit.8", True),
    ("an administrator watches the board", ADMIN, "board", True),
    ("an unknown kind of thing is refused", MAREK, "salary.12", False),
    ("an adviser without a number is refused", MAREK, "adviser.", False),
    ("digits of another script are no number", MAREK, "adviser.x1", False),
    ("a matter needs a whole identifier", MAREK, "matter.5", False),
    ("a matter's identifier has one spelling", MAREK, f"matter.{UUID(int=5).hex}", False),
    ("nothing is refused", MAREK, "", False),
]


@pytest.mark.parametrize(("story", "listener", "topic", "allowed"), RIGHTS, ids=[row[0] for row in RIGHTS])
def test_right_to_a_topic(story: str, listener: Listener | None, topic: str, allowed: bool) -> None:
    assert may_hear(listener, topic) is allowed


def test_a_request_names_each_topic_once_and_not_too_many() -> None:
    assert asked("queue,,board,queue") == ["queue", "board"]
    assert len(asked(",".join(f"adviser.{number}" for number in range(1000)))) == LONGEST_REQUEST
