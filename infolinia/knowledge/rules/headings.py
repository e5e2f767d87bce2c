"""The fixed sections of a card: their codes, their order and their headings in each language."""

HEADINGS: dict[str, dict[str, str]] = {
    "pl": {
        "o-co-zapytac": "O co zapytać",
        "kto": "Kto może",
        "odbior": "Kto może odebrać",
        "gdzie": "Gdzie",
        "dokumenty": "Dokumenty",
        "jak": "Jak to załatwić",
        "oplaty": "Opłaty",
        "termin": "Termin",
        "kto-naprawia": "Kto naprawia",
        "czego-nie": "Czego miasto nie robi",
        "odwolanie": "Odwołanie",
        "kontakt": "Kontakt",
        "inne": "Warto wiedzieć",
        "podstawa": "Podstawa i źródło",
    },
    "en": {
        "o-co-zapytac": "What to ask",
        "kto": "Who may apply",
        "odbior": "Who may collect",
        "gdzie": "Where",
        "dokumenty": "Documents",
        "jak": "How it goes",
        "oplaty": "Fees",
        "termin": "Time to settle",
        "kto-naprawia": "Who repairs",
        "czego-nie": "What the city does not do",
        "odwolanie": "Appeal",
        "kontakt": "Contact",
        "inne": "Good to know",
        "podstawa": "Legal basis and source",
    },
    "uk": {
        "o-co-zapytac": "Що запитати",
        "kto": "Хто може",
        "odbior": "Хто може отримати",
        "gdzie": "Де",
        "dokumenty": "Документи",
        "jak": "Як це зробити",
        "oplaty": "Оплата",
        "termin": "Термін",
        "kto-naprawia": "Хто ремонтує",
        "czego-nie": "Чого місто не робить",
        "odwolanie": "Оскарження",
        "kontakt": "Контакт",
        "inne": "Варто знати",
        "podstawa": "Правова основа і джерело",
    },
}
FOR_ADVISERS = frozenset({"o-co-zapytac"})
_ORDER = {code: place for place, code in enumerate(HEADINGS["pl"])}


def heading(code: str, language: str, given: str = "") -> str:
    """Return the section's heading: the given one, the fixed one, or its code made readable."""
    fixed = HEADINGS.get(language, HEADINGS["pl"]).get(code, "")
    return given or fixed or code.replace("-", " ").replace("_", " ").capitalize()


def in_order(codes: list[str]) -> list[str]:
    """Return the codes in the order a card shows them: the fixed ones first, unknown ones as they came."""
    return sorted(codes, key=lambda code: _ORDER.get(code, len(_ORDER)))
