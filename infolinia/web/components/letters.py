"""Letters as any screen shows them: who wrote, their words as words, and each file with what may be done with it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infolinia.core.phones import readable
from infolinia.correspondence.queries import LetterView

WHY_REFUSED: dict[str, Promise] = {
    "too_big": gettext_lazy("za duży"),
    "too_many": gettext_lazy("za dużo plików w jednym liście"),
    "empty": gettext_lazy("pusty"),
    "program": gettext_lazy("to program albo strona, która może coś uruchomić"),
    "archive": gettext_lazy("archiwum, którego nie otwieramy"),
    "active": gettext_lazy("zawiera makro albo skrypt"),
    "encrypted": gettext_lazy("zaszyfrowany"),
    "unknown": gettext_lazy("nieznany rodzaj pliku"),
}
DEFECTS: dict[str, Promise] = {
    "cut_off": gettext_lazy("List ma za dużo części. Pokazujemy początek."),
    "too_big": gettext_lazy("List był za duży. Mamy tylko jego nagłówek: poproś o mniejsze pliki."),
}


@dataclass(frozen=True)
class FileShown:
    """A file of a letter: its size in words and, when it was refused, why."""

    id: UUID
    name: str
    way: str
    size: str
    why: str


@dataclass(frozen=True)
class Entry:
    """One piece of the thread: what the resident wrote, or what we did."""

    at: datetime
    is_ours: bool
    who: str
    subject: str
    text: str
    quoted: str = ""
    files: tuple[FileShown, ...] = ()
    notes: tuple[str, ...] = ()
    state: str = ""


def entry_of(letter: LetterView) -> Entry:
    """Return the letter as screens show it."""
    shown = readable(letter.sender) if letter.channel == "sms" else letter.sender
    who = f"{letter.sender_name} <{shown}>" if letter.sender_name and shown else letter.sender_name or shown
    return Entry(
        at=letter.received_at,
        is_ours=False,
        who=who or _("bez nazwiska"),
        subject=letter.subject,
        text=letter.text,
        quoted=letter.quoted,
        files=tuple(
            FileShown(one.id, one.name, one.way, _size(one.size), str(WHY_REFUSED.get(one.why, one.why)))
            for one in letter.files
        ),
        notes=tuple(str(DEFECTS[code]) for code in letter.defects if code in DEFECTS),
    )


def _size(count: int) -> str:
    if count < 1024 * 1024:
        return _("%(n)d kB") % {"n": max(1, round(count / 1024))}
    return _("%(n)s MB") % {"n": f"{count / 1024 / 1024:.1f}".replace(".", ",")}
