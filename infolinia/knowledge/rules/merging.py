"""Two people changed one text: what each of them changed since the text they both began with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Fields = Mapping[str, tuple[str, ...]]
"""A text as its form holds it: each field with the values typed into it."""


class Choice(StrEnum):
    """What to keep where both changed the same field."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True)
class Clash:
    """One field that both changed, each in another way."""

    name: str
    base: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True)
class Merge:
    """What comes of two texts: `settled` are the fields nobody has to decide about, `clashes` the others.

    `from_them` names the fields whose new text is the other person's, `from_me` those where it is mine.
    """

    settled: dict[str, tuple[str, ...]]
    clashes: tuple[Clash, ...]
    from_me: tuple[str, ...]
    from_them: tuple[str, ...]


def merge(*, base: Fields, mine: Fields, theirs: Fields) -> Merge:
    """Bring two changed texts together: a field that only one person changed is theirs to say; nothing is dropped."""
    settled, clashes, from_me, from_them = {}, [], [], []
    for name in _names(mine, theirs, base):
        was, my, their = (fields.get(name, ()) for fields in (base, mine, theirs))
        if my == their or their == was:
            settled[name] = my
            if my != was and my != their:
                from_me.append(name)
        elif my == was:
            settled[name] = their
            from_them.append(name)
        else:
            clashes.append(Clash(name, was, my, their))
    return Merge(settled, tuple(clashes), tuple(from_me), tuple(from_them))


def resolve(found: Merge, choices: Mapping[str, Choice]) -> dict[str, tuple[str, ...]]:
    """Return the whole text after the choices; where none was made, mine stays.

    Both texts of one field stand one under the other, mine first; of a list each value stands once.
    """
    chosen = {clash.name: _chosen(clash, choices.get(clash.name, Choice.MINE)) for clash in found.clashes}
    return {**found.settled, **chosen}


def _chosen(clash: Clash, choice: Choice) -> tuple[str, ...]:
    if choice is Choice.THEIRS:
        return clash.theirs
    if choice is Choice.MINE:
        return clash.mine
    if len(clash.mine) == 1 and len(clash.theirs) == 1:
        return ("\n\n".join(text for text in (*clash.mine, *clash.theirs) if text.strip()),)
    return tuple(dict.fromkeys((*clash.mine, *clash.theirs)))


def _names(*texts: Fields) -> Iterable[str]:
    return dict.fromkeys(name for text in texts for name in text)
