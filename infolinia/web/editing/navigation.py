"""The ways at the left of every editors' page, and how much waits behind them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from infolinia.core.clock import now
from infolinia.correspondence.queries.templates import count_templates_in_review
from infolinia.knowledge.queries.searched import count_found_nothing
from infolinia.knowledge.queries.tasks import count_tasks
from infolinia.matters.queries.recounts import count_recounts_waiting
from infolinia.web.components.roles import person
from infolinia.web.editing.access import OWNERS, READERS, WRITERS
from infolinia.web.editing.letters.access import APPROVERS
from infolinia.web.editing.terms.access import DECIDERS

if TYPE_CHECKING:
    from infolinia.city.models import Staff

WEEK = timedelta(days=7)
Count = Callable[["Staff", datetime], int]


@dataclass(frozen=True)
class Place:
    """A page of the editors' side navigation: its address by name, its words, who sees it, and what waits there.

    `below` are the beginnings of other addresses that belong to it.
    """

    view: str
    text: Promise
    icon: str
    roles: tuple[str, ...] = READERS
    count: Count | None = None
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Way:
    """One way as it is drawn; `count` is nothing where nothing waits."""

    url: str
    text: str
    icon: str
    count: int
    is_current: bool


def _found_nothing(_staff: "Staff", at: datetime) -> int:
    return count_found_nothing(since=at - WEEK, until=at)


def _templates_waiting(staff: "Staff", _at: datetime) -> int:
    return count_templates_in_review(staff.pk) if staff.role in APPROVERS else 0


def _recounts_waiting(staff: "Staff", _at: datetime) -> int:
    return count_recounts_waiting() if staff.role in DECIDERS else 0


PLACES = (
    Place("editing:home", _("Karty"), "card-text", roles=OWNERS),
    Place(
        "editing:todo",
        _("Do zrobienia"),
        "check2-square",
        roles=OWNERS,
        count=count_tasks,
        below=("/wiedza/zadania", "/wiedza/bledy", "/wiedza/odnosniki"),
    ),
    Place("editing:searched", _("Szukane bez skutku"), "search", count=_found_nothing),
    Place("editing:words", _("Słowa"), "chat-quote"),
    Place("editing:news", _("Wieści"), "megaphone", below=("/wiedza/instrukcje",)),
    Place("editing:forms", _("Druki"), "file-earmark-text"),
    Place("editing:responsibility", _("Kto czym się zajmuje"), "diagram-3"),
    Place("editing:kinds", _("Rodzaje spraw"), "tags"),
    Place("editing:letters", _("Szablony wiadomości"), "envelope", count=_templates_waiting),
    Place("editing:terms", _("Terminy"), "calendar-check", count=_recounts_waiting),
    Place("editing:importing", _("Wczytywanie"), "upload", roles=WRITERS),
)


def ways(request: HttpRequest) -> list[Way]:
    """Return the ways that this person has, the open one marked."""
    staff, at = person(request), now()
    found = [(place, reverse(place.view)) for place in PLACES if staff.role in place.roles]
    begins = [(start, url) for place, url in found for start in (url, *place.below)]
    current = max((pair for pair in begins if request.path.startswith(pair[0])), default=("", ""))[1]
    return [
        Way(url, str(place.text), place.icon, place.count(staff, at) if place.count else 0, url == current)
        for place, url in found
    ]
