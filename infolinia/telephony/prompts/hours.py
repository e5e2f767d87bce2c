"""The hour of opening in words, for every quarter of an hour: `at-0715` is "od godziny siódmej piętnaście"."""

_POLISH = (
    "zerowej pierwszej drugiej trzeciej czwartej piątej szóstej siódmej ósmej dziewiątej dziesiątej jedenastej "
    "dwunastej trzynastej czternastej piętnastej szesnastej siedemnastej osiemnastej dziewiętnastej dwudziestej"
)
_UKRAINIAN = (
    "нульової першої другої третьої четвертої п'ятої шостої сьомої восьмої дев'ятої десятої одинадцятої дванадцятої "
    "тринадцятої чотирнадцятої п'ятнадцятої шістнадцятої сімнадцятої вісімнадцятої дев'ятнадцятої двадцятої"
)
POLISH, UKRAINIAN = _POLISH.split(), _UKRAINIAN.split()
QUARTERS = {
    0: {"pl": "", "en": "o'clock", "uk": ""},
    15: {"pl": "piętnaście", "en": "fifteen", "uk": "п'ятнадцять"},
    30: {"pl": "trzydzieści", "en": "thirty", "uk": "тридцять"},
    45: {"pl": "czterdzieści pięć", "en": "forty five", "uk": "сорок п'ять"},
}


def code_of(hour: int, minute: int) -> str:
    """Return the code of the prompt that says this time, taken down to the quarter of an hour."""
    return f"at-{hour:02}{minute // 15 * 15:02}"


def polish(hour: int, minute: int) -> str:
    """Return the time as it is spoken in Polish after "od": `godziny dwudziestej pierwszej trzydzieści`."""
    word = POLISH[hour] if hour <= 20 else f"dwudziestej {POLISH[hour - 20]}"
    return f"godziny {word} {QUARTERS[minute]['pl']}".strip()


def ukrainian(hour: int, minute: int) -> str:
    """Return the time as it is spoken in Ukrainian after "від"."""
    word = UKRAINIAN[hour] if hour <= 20 else f"двадцять {UKRAINIAN[hour - 20]}"
    return f"{word} {QUARTERS[minute]['uk']}".strip()


def english(hour: int, minute: int) -> str:
    """Return the time as it is spoken in English by the 24-hour clock."""
    return f"{hour or 'zero'} {QUARTERS[minute]['en']}"


OPENS_AT: dict[str, dict[str, str]] = {
    code_of(hour, minute): {
        "pl": f"od {polish(hour, minute)}.",
        "en": f"from {english(hour, minute)}.",
        "uk": f"від {ukrainian(hour, minute)}.",
    }
    for hour in range(24)
    for minute in QUARTERS
}
