"""An address as people type it in one line: `ul. Żaglowa 12/3` is a street and a house."""

_LONGEST_SIGN = 2  # of what may follow a number: `12 A`, `12 m. 3`
_FLAT = ("lok", "miesz")


def split_address(text: str) -> tuple[str, str]:
    """Return street and house number of what was typed; a street alone, or one whose name begins with a number, too."""
    words = text.replace(",", " ").split()
    for position in range(1, len(words)):
        if words[position][0].isdigit() and all(map(_belongs_to_number, words[position:])):
            return " ".join(words[:position]), " ".join(words[position:])
    return " ".join(words), ""


def _belongs_to_number(word: str) -> bool:
    return word[0].isdigit() or len(word) <= _LONGEST_SIGN or word.casefold().startswith(_FLAT)


def bare_street(name: str) -> str:
    """Return the street's name without the word for a street: `ul. Żaglowa`, `ulica Żaglowa` and `Żaglowa` are one."""
    text = " ".join(name.split())
    for word in ("ulica ", "ul. ", "ul "):
        if text.casefold().startswith(word):
            return text[len(word) :]
    return text.removeprefix("ul.") if text.casefold().startswith("ul.") else text


def read_point(text: str) -> tuple[float, float] | None:
    """Return latitude and longitude of `54.5189, 18.5319`, also with decimal commas (`54,5189 18,5319`).

    Raises `ValueError` where it is no point on Earth; nothing typed is None.
    """
    plain = text.strip().replace("°", " ").replace(";", " ")
    if not plain:
        return None
    parts = plain.replace(", ", " ").split()
    if len(parts) == 1:
        parts = plain.split(",") if plain.count(",") == 1 else _by_four(plain)
    if len(parts) != 2:
        raise ValueError(text)
    latitude, longitude = (float(part.replace(",", ".")) for part in parts)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError(text)
    return latitude, longitude


def say_point(point: tuple[float, float]) -> str:
    """Return the point as it is typed and read: five places, about a metre."""
    return f"{point[0]:.5f}, {point[1]:.5f}"


def _by_four(plain: str) -> list[str]:
    """Part `54,5189,18,5319` in the middle."""
    bits = plain.split(",")
    return [",".join(bits[:2]), ",".join(bits[2:])] if len(bits) == 4 else [plain]
