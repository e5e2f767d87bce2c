"""The caller's menu: one level, keys only, never hurried (EN 301 549, 6.4; the same text stands on the public page)."""

from collections.abc import Sequence
from dataclasses import dataclass

HOME = "pl"
GENERAL = "general"
ADVISER_KEY, AGAIN_KEY = "0", "*"
PLAYINGS = 2
"""How often the menu is said to somebody who presses nothing: then they wait for an adviser, like on key 0."""


@dataclass(frozen=True)
class Choice:
    """One key: in which language the caller goes on, and in which queue they wait."""

    key: str
    language: str
    queue: str
    text: str


@dataclass(frozen=True)
class Menu:
    """What an office offers. Without choices there is no menu."""

    choices: Sequence[Choice] = ()
    default: str = GENERAL

    @property
    def is_empty(self) -> bool:
        """Whether callers go straight to wait."""
        return not self.choices


@dataclass(frozen=True)
class Chosen:
    """Where the caller waits, and in which language the line goes on."""

    queue: str
    language: str


@dataclass(frozen=True)
class SayAgain:
    """The menu is said once more."""


Decision = Chosen | SayAgain | None


def after_key(menu: Menu, key: str) -> Decision:
    """Return what a key means; nothing for a key that the menu does not name: it goes on playing."""
    if key == AGAIN_KEY:
        return SayAgain()
    if key == ADVISER_KEY:
        return Chosen(menu.default, HOME)
    return next((Chosen(one.queue, one.language) for one in menu.choices if one.key == key), None)


def after_playing(menu: Menu, playings: int) -> Chosen | SayAgain:
    """Return what follows when the menu was heard so many times and no key was pressed."""
    return SayAgain() if playings < PLAYINGS else Chosen(menu.default, HOME)


def sounds(menu: Menu) -> list[str]:
    """Return what is played, in order. Each choice is spoken in its own language; the pause leaves time to press."""
    keys = [f"menu-{one.key}" for one in sorted(menu.choices, key=lambda one: one.key)]
    return ["menu-start", *keys, "menu-adviser", "menu-again", "pause"]
