"""Writes to the caller's menu: one level, keys 1 to 9, each with its words, its language and its queue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from infolinia.core.text import one_line
from infolinia.routing import queries as routing
from infolinia.routing.supervision.operations import record_rules
from infolinia.telephony.line_operations import CannotSay, forget_voice, speak_anew
from infolinia.telephony.menus.queries import KEYS
from infolinia.telephony.models import LineLanguage, MenuChoice
from infolinia.telephony.rules.menu import HOME

TEXT_LIMIT = 120


class CannotSetMenu(CannotSay):
    """The menu would not work so; nothing was changed."""


@dataclass(frozen=True)
class ChoiceDraft:
    """One key: what it is about, in which language the line goes on, and in which queue the caller waits."""

    key: str
    text: str
    language: str
    queue_code: str


def keep_choice(*, choice_id: int | None, draft: ChoiceDraft, by_id: int, at: datetime) -> int:
    """Have one more key, or change one; returns its id. A recording that says the old words is taken away."""
    text = one_line(draft.text, TEXT_LIMIT)
    queue_id = routing.queue_ids().get(draft.queue_code)
    if not text or queue_id is None or draft.key not in KEYS or draft.language not in LineLanguage.values:
        raise CannotSetMenu(_("Podaj klawisz, temat, język i kolejkę."))
    with transaction.atomic():
        rows = _locked()
        if any(row.key == draft.key and row.pk != choice_id for row in rows):
            raise CannotSetMenu(_("Klawisz %(key)s jest już zajęty.") % {"key": draft.key})
        row = MenuChoice() if choice_id is None else next((row for row in rows if row.pk == choice_id), None)
        if row is None:
            raise CannotSetMenu(_("Tego klawisza już nie ma: ktoś go usunął."))
        before = (row.key, row.text, row.language)
        row.key, row.text, row.language, row.queue_id = draft.key, text, draft.language, queue_id
        _save(row)
        says_another = before != (row.key, row.text, row.language)
        _changed([before[0], row.key] if says_another else [], by_id=by_id, at=at)
    return int(row.pk)


def remove_choice(*, choice_id: int, by_id: int, at: datetime) -> None:
    """Take the key off the menu; the others keep theirs. Without any key callers go straight to wait."""
    with transaction.atomic():
        row = next((row for row in _locked() if row.pk == choice_id), None)
        if row is None:
            return
        row.delete()
        _changed([row.key], by_id=by_id, at=at)


def move_choice(*, choice_id: int, up: bool, by_id: int, at: datetime) -> None:
    """Exchange what two neighbouring keys mean; at the end of the menu nothing changes."""
    with transaction.atomic():
        rows = _locked()
        place = next((number for number, row in enumerate(rows) if row.pk == choice_id), None)
        other = None if place is None else place + (-1 if up else 1)
        if place is None or other is None or not 0 <= other < len(rows):
            return
        one, two = rows[place], rows[other]
        mine, theirs = (one.text, one.language, one.queue_id), (two.text, two.language, two.queue_id)
        (one.text, one.language, one.queue_id), (two.text, two.language, two.queue_id) = theirs, mine
        one.save()
        two.save()
        _changed([one.key, two.key], by_id=by_id, at=at)


def _save(row: MenuChoice) -> None:
    """Save; two who add the same key at once see no row of the other yet."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise CannotSetMenu(_("Klawisz %(key)s jest już zajęty.") % {"key": row.key}) from None


def _locked() -> list[MenuChoice]:
    return list(MenuChoice.objects.select_for_update().order_by("key"))


def _changed(keys: Iterable[str], *, by_id: int, at: datetime) -> None:
    """Drop own words and voices that name what these keys meant before, and have the menu spoken and written down."""
    for key in {key for key in keys if key}:
        forget_voice(code=f"menu-{key}", language=HOME)
    record_rules(by_id=by_id, at=at, what=_("menu dzwoniącego"))
    speak_anew()
