"""Whether a person may be contacted for a purpose: by what right, and what they decided themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

ANY = "any"
"""The purpose of an objection to everything that may be objected to: do not contact."""


class Right(StrEnum):
    """Why the city may contact somebody (RODO art. 6(1))."""

    MATTER = "matter"
    """The person's own matter or request: a legal duty or public task; nobody can object to the answer itself."""
    TASK = "task"
    """A public task beside a matter (point e): allowed until the person objects (art. 21(1))."""
    CONSENT = "consent"
    """Only with consent (point a), which the electronic communications law asks for too."""
    VITAL = "vital"
    """Life and health (point d): always."""


# What each purpose of contact rests on; a purpose that nobody knows needs consent.
PURPOSES: Mapping[str, Right] = {
    "matter": Right.MATTER,
    "contact": Right.MATTER,
    "reminder": Right.TASK,
    "satisfaction": Right.TASK,
    "notice": Right.TASK,
    "news": Right.CONSENT,
    "danger": Right.VITAL,
}
# Purposes of messages, by the purpose of contact to which each belongs.
MESSAGES: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "registered", "answer", "question", "extended", "closed", "returned", "not_examined", "document_ready",
            "missing_document", "visit_moved",
        ),
        "matter",
    ),
    **dict.fromkeys(("sent_form", "missed_call_back", "promise_missed", "call_back", "promise"), "contact"),
    "visit_reminder": "reminder",
    "road_closed": "notice",
    "campaign": "notice",
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """One decision: `kind` is consented, withdrew, objected or lifted; an empty channel is every channel."""

    kind: str
    purpose: str
    channel: str = ""


class Answer(StrEnum):
    """What holds, and why."""

    YES_MATTER = "matter"
    YES_TASK = "task"
    YES_CONSENT = "consent"
    YES_VITAL = "vital"
    NO_OBJECTED = "objected"
    NO_OBJECTED_TO_CHANNEL = "objected_channel"
    NO_CONSENT = "no_consent"
    NO_CHILD = "child"

    @property
    def yes(self) -> bool:
        """Whether the contact is allowed."""
        return not self.name.startswith("NO_")


def purpose_of(purpose: str) -> str:
    """Return the purpose of contact to which the purpose of a message belongs; one that is none stays itself."""
    return MESSAGES.get(purpose, purpose)


def right_of(purpose: str) -> Right:
    """Return what the purpose rests on; what nobody listed needs consent."""
    return PURPOSES.get(purpose_of(purpose), Right.CONSENT)


def answer(purpose: str, channel: str, decisions: Sequence[Said], *, is_child: bool = False) -> Answer:
    """Say whether the person may be contacted for the purpose by the channel; `decisions` are in their order.

    A child is contacted in its own matter alone: everything else goes to who acts for it.
    """
    wanted, right = purpose_of(purpose), right_of(purpose)
    if right == Right.VITAL:
        return Answer.YES_VITAL
    if right == Right.MATTER:
        return Answer.NO_OBJECTED_TO_CHANNEL if _objected(decisions, (wanted,), channel) else Answer.YES_MATTER
    if is_child:
        return Answer.NO_CHILD
    if _objected(decisions, (wanted, ANY), channel):
        return Answer.NO_OBJECTED
    if right == Right.TASK:
        return Answer.YES_TASK
    return Answer.YES_CONSENT if _consented(decisions, wanted, channel) else Answer.NO_CONSENT


def _objected(decisions: Sequence[Said], purposes: Sequence[str], channel: str) -> bool:
    """Whether an objection stands. Taking one back lifts exactly it; a consent given later lifts its own purpose."""
    standing: set[tuple[str, str]] = set()
    for said in decisions:
        key = (said.purpose, said.channel)
        if said.kind == "objected":
            standing.add(key)
        elif said.kind in ("lifted", "consented"):
            standing = {one for one in standing if one[0] != said.purpose or (said.channel and one[1] != said.channel)}
    return any(one in standing for purpose in purposes for one in ((purpose, ""), (purpose, channel)))


def _consented(decisions: Sequence[Said], purpose: str, channel: str) -> bool:
    """Whether a consent to this channel stands; one taken back for every channel takes all of them back."""
    standing: set[str] = set()
    for said in decisions:
        if said.purpose not in (purpose, ANY):
            continue
        if said.kind == "consented":
            standing.add(said.channel)
        elif said.kind in ("withdrew", "objected"):
            standing = {one for one in standing if said.channel and one != said.channel}
    return bool(standing & {"", channel})
