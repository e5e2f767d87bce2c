"""Why a unit sends a matter back or on: reasons as data, so that the rules of routing can learn from them."""

from collections.abc import Mapping
from dataclasses import dataclass

from infolinia.matters.rules.phrases import Phrase, gettext_noop


@dataclass(frozen=True)
class Reason:
    """One reason. `teaches` says that the matter should not have come here at all; some need more words."""

    words: str
    teaches: bool = False
    needs_words: bool = False


REASONS: Mapping[str, Reason] = {
    "not_our_task": Reason(gettext_noop("To nie zadanie naszej komórki."), teaches=True),
    "not_our_place": Reason(gettext_noop("To miejsce ma innego zarządcę."), teaches=True),
    "too_little": Reason(gettext_noop("Za mało wiadomo, żeby zacząć."), needs_words=True),
    "already_here": Reason(gettext_noop("To samo prowadzimy już w innej sprawie."), needs_words=True),
    "only_question": Reason(gettext_noop("Wystarczy odpowiedź infolinii."), teaches=True),
    "shared": Reason(gettext_noop("Swoją część mamy za sobą, resztę robi kto inny.")),
    "other": Reason(gettext_noop("Inny powód."), needs_words=True),
}
_CHOOSE = gettext_noop("Wybierz powód z listy.")
_SAY_MORE = gettext_noop("Napisz krótko, o co chodzi: z samego wyboru nie wynika to dla następnej osoby.")


def lacking(code: str, words: str) -> tuple[str, Phrase] | None:
    """Return the input that is wrong for a reason with these words, and why; a reason in words alone is enough."""
    if not code:
        return None
    if code not in REASONS:
        return "reason_code", Phrase(_CHOOSE)
    if REASONS[code].needs_words and not words.strip():
        return "reason", Phrase(_SAY_MORE)
    return None


def teaches(code: str) -> bool:
    """Whether a matter sent on for this reason was sent to the wrong unit."""
    return code in REASONS and REASONS[code].teaches
