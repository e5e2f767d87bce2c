"""The open card: the languages it has, and whether it is shown in the one that was asked for."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.queries import CardView
from infolinia.web.components.look import SCREEN_LANGUAGES

POLISH = "pl"
IN_LANGUAGE = {"pl": _("polsku"), "en": _("angielsku"), "uk": _("ukraińsku")}


@dataclass(frozen=True)
class CardLanguage:
    """One language of the card: its code, its name in itself, whether there is one, and whether it is shown."""

    code: str
    name: str
    is_there: bool
    is_shown: bool


def card_context(card: CardView, asked_language: str = "") -> dict[str, object]:
    """Return what the card's template shows. `in_card` is the language of its texts where it is not the screen's."""
    wanted = asked_language or card.language
    return {
        "card": card,
        "instructions": knowledge.instructions_for(card.code),
        "versions": [
            CardLanguage(code, name, code in (card.languages or (POLISH,)), code == card.language)
            for code, name in SCREEN_LANGUAGES
        ],
        "other_language": "" if card.language == (get_language() or POLISH) else card.language,
        "missing_language": IN_LANGUAGE.get(wanted, "") if wanted != card.language else "",
    }
