"""What was handed over in a conversation, and what became of it since."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.core.clock import city_time
from infolinia.correspondence.queries.papers import PaperLine, papers_in

_ICONS = {
    "queued": "hourglass-split",
    "sent": "send",
    "delivered": "check2-circle",
    "read": "eye",
    "bounced": "exclamation-circle",
    "returned": "arrow-return-left",
    "failed": "exclamation-circle",
    "cancelled": "slash-circle",
}
_TROUBLE = ("bounced", "returned", "failed")


@dataclass(frozen=True)
class SentLine:
    """One thing handed over: what, how, when, and where it is now."""

    id: int
    question_id: int
    icon: str
    what: str
    way: str
    to: str
    hour: str
    state: str
    state_text: str
    is_trouble: bool
    details: str


def sent_lines(conversation_id: UUID) -> list[SentLine]:
    """Return what was handed over in the conversation, newest first."""
    return [_line(paper) for paper in reversed(papers_in(conversation_id))]


def _line(paper: PaperLine) -> SentLine:
    message = paper.message
    state = message.status if message else "delivered"
    return SentLine(
        id=paper.id,
        question_id=paper.question_id,
        icon=_ICONS.get(state, "send"),
        what=_what(paper),
        way=_way(paper),
        to=message.to.replace("\n", ", ") if message else "",
        hour=f"{city_time(paper.at):%-H:%M}",
        state=state,
        state_text=message.status_text if message else _("podyktowane"),
        is_trouble=state in _TROUBLE,
        details=message.error if message and state in _TROUBLE else "",
    )


def _what(paper: PaperLine) -> str:
    """Return the forms with their versions, or the card with its edition."""
    if paper.forms:
        return "; ".join(_("%(title)s (wersja %(version)s)") % {"title": t, "version": v} for t, v in paper.forms)
    return _("%(title)s (wydanie %(n)s)") % {"title": paper.card_title, "n": paper.card_edition or 1}


def _way(paper: PaperLine) -> str:
    told = [paper.channel_text]
    if paper.is_large:
        told.append(_("duży druk"))
    if paper.is_filled:
        told.append(_("wypełnione danymi mieszkańca"))
    if paper.message and paper.message.segments:
        n = paper.message.segments
        told.append(ngettext("%(n)d część", "%(n)d części", n) % {"n": n})
    return " · ".join(told)
