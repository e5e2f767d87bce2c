"""How a number and a code are said aloud over a telephone, letter by letter, by the Polish spelling names."""

from dataclasses import dataclass

SPELLING = {
    "A": "Anna",
    "B": "Barbara",
    "C": "Celina",
    "D": "Dorota",
    "E": "Ewa",
    "F": "Franciszek",
    "G": "Grażyna",
    "H": "Henryk",
    "I": "Irena",
    "J": "Jadwiga",
    "K": "Karol",
    "L": "Leon",
    "M": "Maria",
    "N": "Natalia",
    "O": "Olga",
    "P": "Paweł",
    "R": "Roman",
    "S": "Stefan",
    "T": "Tadeusz",
    "U": "Urszula",
    "W": "Wanda",
    "X": "Xawery",
    "Y": "Ypsylon",
    "Z": "Zofia",
}


@dataclass(frozen=True)
class Sound:
    """One sign and the word by which it is said; a digit is its own word."""

    sign: str
    word: str


def spelled(code: str) -> tuple[Sound, ...]:
    """Return each letter and digit of the code with the name that spells it."""
    return tuple(Sound(sign, SPELLING.get(sign, sign)) for sign in code.upper() if sign.isalnum())


def in_groups(number: str) -> tuple[str, ...]:
    """Return a matter number as it is dictated: `INF`, the year, then digits in groups of two or three."""
    *head, last = number.split("-")
    return (*head, *_digits(last))


def _digits(text: str) -> list[str]:
    """Split digits so that each group has two or three: 48213 becomes 48 and 213."""
    groups: list[str] = []
    while len(text) > 3:
        groups.insert(0, text[-3:])
        text = text[:-3]
    if text:
        groups.insert(0, text)
    return groups
