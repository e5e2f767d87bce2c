"""Why a card was found: each part of its score in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from infolinia.knowledge import queries
from infolinia.knowledge.queries import Hit, Part

SHOWN = 10
HOW: dict[str, Promise] = {
    "forma": _("to słowo albo jego odmiana"),
    "początek": _("początek słowa"),
    "pisownia": _("podobna pisownia"),
    "rdzeń": _("ten sam rdzeń"),
    "słownik": _("synonim"),
    "tezaurus": _("tezaurus"),
    "nauczone": _("nauczone skojarzenie"),
    "razem": _("słowa stoją razem w tytule albo w słowach mieszkańców"),
    "nagłówek": _("tytuł albo słowa mieszkańców mają słowo o tym początku"),
    "cytat": _("słowa z cudzysłowu stoją tak w tekście"),
    "użycie": _("karta jest używana i pomaga"),
}
ABSENT = _("tego słowa tu nie ma")


@dataclass(frozen=True)
class Reason:
    """One part of a score: the typed word, what it met, how, and the points; the first two may be empty."""

    typed: str
    met: str
    how: str
    points: float


@dataclass(frozen=True)
class Explained:
    """A hit with the parts of its score; none where its code was typed."""

    hit: Hit
    reasons: tuple[Reason, ...]


def explained(text: str) -> tuple[Explained, ...]:
    """Return what an adviser would find, each part of every score explained."""
    hits = queries.search(text, limit=SHOWN, staff=True, explain=True)
    return tuple(Explained(hit, tuple(map(_reason, hit.why))) for hit in hits)


def _reason(part: Part) -> Reason:
    how = HOW.get(part.how, part.how) if part.how else ABSENT
    return Reason(part.typed, part.met, str(how), part.points)
