"""Templates as pages show them: names, variables, samples and differences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infolinia.core.clock import city_time
from infolinia.correspondence.rules.purposes import PURPOSES
from infolinia.correspondence.rules.wording.saying import PLURAL_FORMS
from infolinia.correspondence.rules.wording.shapes import Kind, Variable
from infolinia.correspondence.shapes_templates import Source, TemplateLine
from infolinia.knowledge.comparing import rows_side_by_side
from infolinia.knowledge.rules import plain
from infolinia.knowledge.shapes_editions import FieldDiff
from infolinia.web.components.look import SCREEN_LANGUAGES
from infolinia.web.editing.presenters.plainness import BANDS, advice

CHANNELS: dict[str, tuple[Promise, str]] = {
    "email": (gettext_lazy("e-mail"), "envelope"),
    "sms": (gettext_lazy("SMS"), "chat-left-text"),
    "letter": (gettext_lazy("list"), "file-earmark-text"),
}
_MOST_HINTS = 8


@dataclass(frozen=True)
class PurposeRow:
    """One message in the list, with its text for each channel."""

    code: str
    name: str
    about: str
    lines: tuple[TemplateLine, ...]


@dataclass(frozen=True)
class VariableRow:
    """One variable: how it is written, what it is, and an example. `how` shows its other forms."""

    written: str
    about: str
    sample: str
    how: tuple[str, ...]
    is_needed: bool
    is_optional: bool


@dataclass(frozen=True)
class Plain:
    """How plainly a text speaks, and what to mend first."""

    words: str
    fog: str
    is_enough: bool
    hints: tuple[str, ...]


CONDITION = "{jeśli link}…{inaczej}…{koniec}"
"""How a condition is written in a template: the words belong to the templates, not to the screen's language."""


def purpose_rows(lines: Sequence[TemplateLine]) -> list[PurposeRow]:
    """Return the list's rows, one for each message."""
    return [
        PurposeRow(code, _(known.name), _(known.about), tuple(line for line in lines if line.purpose == code))
        for code, known in PURPOSES.items()
    ]


def title(purpose: str, channel: str, language: str) -> str:
    """Return what a page about one template is called."""
    names = dict(SCREEN_LANGUAGES)
    return f"{_(PURPOSES[purpose].name)} · {CHANNELS[channel][0]} · {names.get(language, language)}"


def variable_rows(purpose: str, channel: str, language: str) -> list[VariableRow]:
    """Return the variables of a message, those that it must use first."""
    known = PURPOSES[purpose]
    needed = known.needs(channel)
    rows = [_variable(each, language, is_needed=each.code in needed) for each in known.variables]
    return sorted(rows, key=lambda row: not row.is_needed)


def _variable(each: Variable, language: str, *, is_needed: bool) -> VariableRow:
    word = each.word
    how: tuple[str, ...] = ()
    if each.kind == Kind.FLAG:
        how = (f"{{jeśli {word}}}…{{koniec}}",)
    elif each.kind in (Kind.DAY, Kind.MOMENT):
        how = (f"{{{word}:do}}", f"{{{word}:w}}", f"{{{word}:krótko}}")
    elif each.kind == Kind.COUNT:
        how = (f"{{{word}:{'|'.join(['…'] * PLURAL_FORMS[language])}}}",)
    elif each.kind == Kind.LINK:
        how = (f"[{_('słowa')}]({{{word}}})",)
    written = how[0] if each.kind == Kind.FLAG else f"{{{word}}}"
    rest = () if each.kind == Kind.FLAG else how
    return VariableRow(written, _(each.about), _sample(each), rest, is_needed, each.is_optional)


def _sample(each: Variable) -> str:
    value = each.sample
    if isinstance(value, bool):
        return _("tak") if value else _("nie")
    if isinstance(value, datetime):
        return f"{city_time(value):%d.%m.%Y, %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return value if isinstance(value, str) else ", ".join(value) if isinstance(value, tuple) else str(value)


def plainness(text: str, language: str) -> Plain | None:
    """Return how plainly the message speaks as residents read it; only Polish can be measured."""
    if language != "pl" or not text.strip():
        return None
    found = plain.score(text)
    hints = [advice(hint, found) for hint in found.hints if hint.kind != "hard_word"]
    return Plain(str(BANDS[found.band]), f"{found.fog:.0f}", found.is_plain_enough, tuple(hints[:_MOST_HINTS]))


def difference(before: Source, subject: str, body: str) -> FieldDiff:
    """Return the two texts side by side, the subject first."""
    old, new = (f"{text}\n{rest}" for text, rest in ((before.subject, before.body), (subject, body)))
    return FieldDiff("wording", _("Tekst"), rows_side_by_side(old, new))
