"""The time to settle as a card says it: the words of the clock catalogue inside the editor's own words."""

TERM, LONGEST = "{termin}", "{najdluzej}"
_UNCONFIRMED = {"pl": "do potwierdzenia", "en": "to be confirmed", "uk": "потребує підтвердження"}


def term_text(own: str, *, words: str, longest: str = "", is_confirmed: bool = True, language: str = "pl") -> str:
    """Return the catalogue's words, placed where the editor's text has `{termin}` and `{najdluzej}`.

    Without own text the words stand alone; own text that names no place stands after them. A term that no lawyer
    has confirmed says so, once. Without words (no reference to the catalogue) the own text is all there is.
    """
    if not words:
        return own.replace(TERM, "").replace(LONGEST, "").strip()
    if TERM in own or LONGEST in own:
        said = own.replace(TERM, words).replace(LONGEST, longest or words)
    else:
        said = f"{words}; {own}" if own and own != words else words
    mark = _UNCONFIRMED.get(language, _UNCONFIRMED["pl"])
    return said if is_confirmed or mark in said else f"{said} ({mark})"
