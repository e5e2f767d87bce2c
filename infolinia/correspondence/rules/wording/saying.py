"""Days, moments and counts in the reader's language, declined as a sentence needs them.

`do` asks for the genitive (do piątku 27 listopada), `w` for the accusative with its preposition (we wtorek), and so on.
"""

from collections.abc import Sequence
from datetime import date, datetime

from infolinia.correspondence.rules.wording.shapes import Kind

PLURAL_FORMS = {"pl": 3, "en": 2, "uk": 3}
"""How many forms a counted noun has: one, few, many; English has one and other."""
DAY_FORMS = ("", "krótko", "do", "od", "w", "na")
MOMENT_FORMS = (*DAY_FORMS, "godzina")
FORMS: dict[Kind, tuple[str, ...]] = {Kind.DAY: DAY_FORMS, Kind.MOMENT: MOMENT_FORMS}

_MONTHS = {
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "en": "January February March April May June July August September October November December",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
}
_NOMINATIVE = {
    "pl": "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "uk": "понеділок вівторок середа четвер п’ятниця субота неділя",
}
_GENITIVE = {
    "pl": "poniedziałku wtorku środy czwartku piątku soboty niedzieli",
    "en": _NOMINATIVE["en"],
    "uk": "понеділка вівторка середи четверга п’ятниці суботи неділі",
}
_ACCUSATIVE = {
    "pl": "poniedziałek wtorek środę czwartek piątek sobotę niedzielę",
    "en": _NOMINATIVE["en"],
    "uk": "понеділок вівторок середу четвер п’ятницю суботу неділю",
}
_BEFORE = {
    "do": {"pl": "do", "en": "by", "uk": "до"},
    "od": {"pl": "od", "en": "from", "uk": "від"},
    "w": {"pl": "w", "en": "on", "uk": "у"},
    "na": {"pl": "na", "en": "for", "uk": "на"},
}
_AT_HOUR = {"pl": "o", "en": "at", "uk": "о"}
_CASE = {"do": _GENITIVE, "od": _GENITIVE, "w": _ACCUSATIVE, "na": _ACCUSATIVE}
_TUESDAY = 1


def day(value: date, form: str, language: str, today: date) -> str:
    """Return the day in one of `DAY_FORMS`, with the year where it is not this one."""
    year = "" if value.year == today.year else f" {value.year}"
    if form == "krótko":
        return f"{value.day}.{value.month:02d}.{value.year}"
    written = f"{value.day} {_MONTHS[language].split()[value.month - 1]}{year}"
    if not form:
        return written
    weekday = _CASE[form][language].split()[value.weekday()]
    before = _BEFORE[form][language]
    if form == "w" and language == "pl" and value.weekday() == _TUESDAY:
        before = "we"
    return f"{before} {weekday} {written}"


def moment(value: datetime, form: str, language: str, today: date) -> str:
    """Return a moment of the city's own clock in one of `MOMENT_FORMS`: `w piątek 27 listopada o 9:30`."""
    hour = f"{value.hour}:{value:%M}"
    if form == "godzina":
        return hour
    return f"{day(value.date(), form, language, today)} {_AT_HOUR[language]} {hour}"


def counted(count: int, forms: Sequence[str], language: str) -> str:
    """Return the form that goes with the number; `#` stands for the number, otherwise the number comes first."""
    chosen = forms[min(plural(count, language), len(forms) - 1)].strip()
    return chosen.replace("#", str(count)) if any("#" in each for each in forms) else f"{count} {chosen}"


def plural(count: int, language: str) -> int:
    """Return which form goes with the number: 0 one, 1 few, 2 many; English has 0 and 1 (Unicode CLDR plural rules)."""
    number = abs(count)
    if language == "en":
        return 0 if number == 1 else 1
    is_one = number == 1 if language == "pl" else number % 10 == 1 and number % 100 != 11
    if is_one:
        return 0
    return 1 if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else 2
