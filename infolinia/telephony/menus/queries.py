"""Reads of the caller's menu: its keys with all that belongs to them, and the whole menu in writing."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from infolinia.telephony.line_queries import Spoken
from infolinia.telephony.models import Announcement, MenuChoice
from infolinia.telephony.prompts import PROMPTS, choice_text
from infolinia.telephony.rules.menu import HOME

KEYS = tuple("123456789")
BEFORE, AFTER = ("menu-start",), ("menu-adviser", "menu-again")


@dataclass(frozen=True)
class ChoiceLine:
    """One key of the menu. `said` is the sentence that callers hear and read; `code` names its sound."""

    id: int
    key: str
    language: str
    language_name: str
    text: str
    queue_code: str
    queue_name: str
    said: str
    recorded_at: datetime | None

    @property
    def code(self) -> str:
        """Return the name of the sentence's sound, in the language in which the menu is said."""
        return f"menu-{self.key}"


def choices() -> list[ChoiceLine]:
    """Return the keys in their order, in two statements."""
    own = _own()
    return [_line(row, own.get(f"menu-{row.key}")) for row in MenuChoice.objects.select_related("queue")]


def free_keys() -> list[str]:
    """Return the keys that mean nothing yet."""
    taken = set(MenuChoice.objects.values_list("key", flat=True))
    return [key for key in KEYS if key not in taken]


def written() -> list[Spoken]:
    """Return the whole menu as the line says it, for those who do not hear it; nothing without choices."""
    own = _own()
    said = [Spoken(one.said, one.language) for one in choices()]
    if not said:
        return []
    return [*_usual(BEFORE, own), *said, *_usual(AFTER, own)]


def _usual(codes: tuple[str, ...], own: dict[str, Announcement]) -> list[Spoken]:
    return [Spoken(_words(own.get(code)) or PROMPTS[code][HOME], HOME) for code in codes]


def _own() -> dict[str, Announcement]:
    return {row.code: row for row in Announcement.objects.filter(code__startswith="menu-", language=HOME)}


def _words(row: Announcement | None) -> str:
    return row.text.replace("{city}", settings.CITY_NAME) if row else ""


def _line(row: MenuChoice, own: Announcement | None) -> ChoiceLine:
    return ChoiceLine(
        id=row.pk,
        key=row.key,
        language=row.language,
        language_name=row.get_language_display(),
        text=row.text,
        queue_code=row.queue.code,
        queue_name=row.queue.name,
        said=_words(own) or choice_text(row.text, row.key, row.language),
        recorded_at=own.recorded_at if own else None,
    )
