"""Reads of the caller's way before an adviser: the menu, urgent messages, settings, and the words of the line."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from infolinia.telephony.models import Announcement, EmergencyMessage, LineLanguage, LineSettings, MenuChoice
from infolinia.telephony.prompts import EMERGENCY, LANGUAGES, PROMPTS, Extra, emergency_code, extras
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


@dataclass(frozen=True)
class EmergencyVoice:
    """One prepared message in one language: its words, the code of its sound, and whose voice says it."""

    language: str
    language_name: str
    text: str
    code: str
    recorded_at: datetime | None
    recorded_by: str


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
    """Return the sentences of the office's menu and of every urgent message that is prepared, for the voice."""
    return extras(line_plan().menu, [_texts(row) for row in EmergencyMessage.objects.all()])


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


def emergency_voices(message_id: int) -> list[EmergencyVoice]:
    """Return the message in each language in which somebody wrote it, with the office's own recordings of it."""
    row = EmergencyMessage.objects.get(pk=message_id)
    own = {(one.language, one.code): one for one in _recorded_emergencies()}
    written = [(code, name, str(getattr(row, f"text_{code}"))) for code, name in line_languages()]
    return [_voice(code, name, text, own.get((code, emergency_code(text)))) for code, name, text in written if text]


def recorded_emergencies() -> set[int]:
    """Return the prepared messages that people of the office speak themselves, in one language at least."""
    own = {(one.language, one.code) for one in _recorded_emergencies()}
    rows = EmergencyMessage.objects.all() if own else []
    return {row.pk for row in rows if own & {(each, emergency_code(text)) for each, text in _texts(row).items()}}


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
    return _texts(row) if row else {}


def _texts(row: EmergencyMessage) -> dict[str, str]:
    return {language: row.spoken(language) for language in LANGUAGES}


def _recorded_emergencies() -> QuerySet[Announcement]:
    own = Announcement.objects.filter(code__startswith=EMERGENCY, recorded_at__isnull=False)
    return own.select_related("recorded_by")


def _voice(language: str, name: str, text: str, own: Announcement | None) -> EmergencyVoice:
    at, by = (own.recorded_at, str(own.recorded_by or "")) if own else (None, "")
    return EmergencyVoice(language, name, text, emergency_code(text), at, by)
