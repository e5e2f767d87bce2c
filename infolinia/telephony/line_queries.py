"""Reads of the caller's way before an adviser: the menu, urgent messages, settings, and the words of the line."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from infolinia.telephony.models import Announcement, EmergencyMessage, LineLanguage, LineSettings, MenuChoice
from infolinia.telephony.prompts import LANGUAGES, PROMPTS, Extra, choice_text, extras
from infolinia.telephony.rules.menu import Choice, Menu
from infolinia.telephony.rules.plan import LinePlan


@dataclass(frozen=True)
class EmergencyLine:
    """One prepared message, for supervisors. `on_since` is set while everybody hears it."""

    id: int
    name: str
    text: str
    text_en: str
    text_uk: str
    on_since: datetime | None
    on_by: str


@dataclass(frozen=True)
class Spoken:
    """A sentence of the line and its language."""

    text: str
    language: str


def line_languages() -> list[tuple[str, str]]:
    """Return the languages that the line speaks: their codes and names."""
    return [(str(code), str(name)) for code, name in LineLanguage.choices]


def line_plan() -> LinePlan:
    """Return what an office set, in three statements; without a row the usual values."""
    usual = LinePlan()
    row = LineSettings.objects.first()
    choices = MenuChoice.objects.values_list("key", "language", "queue__code", "text")
    plan = LinePlan(menu=Menu(tuple(Choice(*one) for one in choices)), emergency=_emergency())
    return LinePlan(
        menu=plan.menu,
        emergency=plan.emergency,
        says_wait=row.says_wait if row else usual.says_wait,
        takes_messages=row.takes_messages if row else usual.takes_messages,
        longest_message=timedelta(seconds=row.message_seconds) if row else usual.longest_message,
        answer_days=row.answer_days if row else usual.answer_days,
        kept_days=row.kept_days if row else usual.kept_days,
    )


def spoken_extras() -> dict[tuple[str, str], Extra]:
    """Return the sentences of the office's menu and of the urgent message that is on, for the voice."""
    plan = line_plan()
    return extras(plan.menu, plan.emergency)


def menu_words() -> list[Spoken]:
    """Return the menu in writing, as the line says it: for those who do not hear it."""
    choices = MenuChoice.objects.values_list("text", "key", "language")
    return [Spoken(choice_text(*one), one[2]) for one in choices]


def emergency_words(language: str) -> Spoken | None:
    """Return what everybody has to know now, in this language or at least in Polish."""
    row = EmergencyMessage.objects.filter(on_since__isnull=False).first()
    if row is None:
        return None
    own = getattr(row, f"text_{language}", "")
    return Spoken(own, language) if own else Spoken(row.text_pl, "pl")


def emergencies() -> list[EmergencyLine]:
    """Return every prepared message, the one that is on first."""
    rows = EmergencyMessage.objects.select_related("on_by")
    lines = [_emergency_line(row) for row in rows]
    return sorted(lines, key=lambda line: (line.on_since is None, line.name))


@dataclass(frozen=True)
class Sentence:
    """One sentence of the line as people of the office see it. `usual` is what the voice says without own words."""

    code: str
    language: str
    text: str
    usual: str
    is_reworded: bool
    recorded_at: datetime | None
    recorded_by: str


def sentences(language: str) -> list[Sentence]:
    """Return everything that the line may say in the language, in the order of the table; choices of the menu first."""
    rows = {row.code: row for row in Announcement.objects.filter(language=language).select_related("recorded_by")}
    usual = {code: one.text for (spoken_in, code), one in spoken_extras().items() if spoken_in == language}
    usual = {code: text for code, text in usual.items() if code.startswith("menu-")}
    usual |= {code: said[language] for code, said in PROMPTS.items()}
    return [_sentence(code, language, text, rows.get(code)) for code, text in usual.items()]


def sentence(code: str, language: str) -> Sentence | None:
    """Return one sentence, or nothing for one that the line never says."""
    return next((one for one in sentences(language) if one.code == code), None)


def _emergency_line(row: EmergencyMessage) -> EmergencyLine:
    by = str(row.on_by or "")
    return EmergencyLine(row.pk, row.name, row.text_pl, row.text_en, row.text_uk, row.on_since, by)


def _sentence(code: str, language: str, usual: str, row: Announcement | None) -> Sentence:
    return Sentence(
        code=code,
        language=language,
        text=(row.text if row else "") or usual,
        usual=usual,
        is_reworded=bool(row and row.text),
        recorded_at=row.recorded_at if row else None,
        recorded_by=str((row and row.recorded_by) or ""),
    )


def _emergency() -> dict[str, str]:
    row = EmergencyMessage.objects.filter(on_since__isnull=False).first()
    return {language: row.spoken(language) for language in LANGUAGES} if row else {}
