"""After the talk one question by key. The dialplan asks it alone: a daemon that dies leaves no caller in silence."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from infolinia.contacts.operations import conversation_id_for
from infolinia.telephony.ari.client import Ari
from infolinia.telephony.ari.events import Bridge, Channel
from infolinia.telephony.lines.call import Call, Stage
from infolinia.telephony.lines.diary import Story
from infolinia.telephony.lines.exchange import Exchange
from infolinia.telephony.lines.journal import Fact
from infolinia.telephony.lines.lanes import Lanes
from infolinia.telephony.rules import survey
from infolinia.telephony.surveys.queries import Decision

CONTEXT = "survey"
KEYS = "012345"


class Survey:
    """Whoever was left by the adviser is asked; the answer comes back on the call's way through the plan."""

    def __init__(self, exchange: Exchange, ari: Ari, lanes: Lanes, stories: Callable[[], Mapping[str, Story]]) -> None:
        self._exchange, self._ari, self._lanes, self._stories = exchange, ari, lanes, stories
        self._is_on = False
        exchange.last_words.append(self._ask)
        exchange.entered |= {f"{CONTEXT}-{key}": self._pressed(key) for key in KEYS}

        exchange.mending.append(self.recover)

    def learn(self, decision: Decision | None) -> None:
        """Ask from now on, or not."""
        self._is_on = bool(decision and decision.is_on)

    def _ask(self, call: Call, at: datetime) -> bool:
        was_talking = call.stage is Stage.TALKING and not call.held
        if not survey.is_asked(office_asks=self._is_on, ended_by=call.ended_by, was_talking=was_talking):
            return False

        async def steps() -> None:
            await self._ari.continue_in_dialplan(call.id, CONTEXT)

        self._exchange.notes.add([Fact("note_asked", {"conversation_id": call.conversation_id, "at": at})])
        self._lanes.then(call.id, steps, lambda _error: self._exchange.steps.hang_up(call))
        return True

    def recover(self, _channels: Mapping[str, Channel], _bridges: Iterable[Bridge], at: datetime) -> None:
        """Read from the engine's diary what callers pressed while nobody listened."""
        for story in self._stories().values():
            asked, _, key = story.ended_in.partition("-")
            if asked == CONTEXT and key and key in KEYS:
                self._exchange.notes.add([scored(story.channel_id, key, story.ended_at or at)])

    def _pressed(self, key: str) -> Callable[[Channel, list[str], datetime], None]:
        def noted(channel: Channel, _args: list[str], at: datetime) -> None:
            self._exchange.notes.add([scored(channel.id, key, at)])
            self._lanes.then(channel.id, lambda: self._ari.go_on(channel.id))

        return noted


def scored(call_id: str, key: str, at: datetime) -> Fact:
    """Return the fact that this caller pressed the key."""
    return Fact(
        "note_score", {"conversation_id": conversation_id_for(call_id), "score": survey.score(key) or 0, "at": at}
    )
