"""The hub's queues, without a database."""

import asyncio

import pytest

from infolinia.config.processes.live.hub import LONGEST_QUEUE, RESYNC, Hub, Subscriber


@pytest.fixture
def hub() -> Hub:
    """A hub that hears nobody."""
    return Hub("postgresql://nobody@127.0.0.1:1/none")


def _waiting(subscriber: Subscriber) -> bytes | None:
    return asyncio.run(subscriber.get(timeout=0.01))


def test_each_hears_of_its_own_topics(hub: Hub) -> None:
    with hub.subscribed(["queue"]) as zofia, hub.subscribed(["board", "queue"]) as marek:
        hub.hand_out('{"topic": "board"}')
        assert _waiting(zofia) is None
        assert _waiting(marek) == b'data: {"topic": "board"}\n\n'


def test_one_who_left_costs_nothing(hub: Hub) -> None:
    with hub.subscribed(["queue"]):
        assert hub.size == 1
    hub.hand_out('{"topic": "queue"}')
    assert hub.size == 0
    assert not hub._by_topic


def test_a_browser_too_slow_for_its_queue_is_told_to_refetch_once(hub: Hub) -> None:
    with hub.subscribed(["queue"]) as slow, hub.subscribed(["board"]) as quick:
        for _ in range(LONGEST_QUEUE + 1):
            hub.hand_out('{"topic": "queue"}')
        assert _waiting(slow) == RESYNC
        assert _waiting(quick) is None


@pytest.mark.parametrize("payload", ["", "not json", "[]", "3", '{"subject": "queue"}'])
def test_a_signal_that_nobody_can_read_changes_nothing(hub: Hub, payload: str) -> None:
    with hub.subscribed(["queue"]) as zofia:
        hub.hand_out(payload)
        assert _waiting(zofia) is None
