"""„Dlaczego ten termin?” for a resident: whose promise the time is, the working in plain words, what they may do."""

from collections.abc import Sequence
from datetime import date

from infolinia.matters.rules.phrases import Phrase, Say, gettext_noop, polish
from infolinia.matters.rules.remedies import may_urge
from infolinia.matters.rules.shapes import Step
from infolinia.matters.rules.working import sentence

_PROMISED = gettext_noop("Tyle czasu dało sobie miasto. To obietnica, a nie przepis.")
_BY_LAW = gettext_noop("Tyle czasu daje urzędowi prawo: %(basis)s.")
_DOUBTFUL = gettext_noop("Prawnik urzędu jeszcze tego nie sprawdził.")
_URGE = gettext_noop("Gdy minie, a sprawa nadal trwa, możesz napisać ponaglenie do wyższego urzędu.")


def sentences(
    steps: Sequence[Step], *, basis: str, is_promise: bool, is_confirmed: bool, today: date, say: Say = polish
) -> tuple[str, ...]:
    """Return the sentences in the order in which a person asks: whose rule, from when, how counted, what if.

    The unit's own goal is left out: it is nobody's promise to the resident.
    """
    first = [Phrase(_PROMISED) if is_promise else Phrase(_BY_LAW, {"basis": basis})]
    if not is_confirmed:
        first.append(Phrase(_DOUBTFUL))
    counted = [sentence(step, today=today, say=say) for step in steps if step.mark != "goal"]
    last = [Phrase(_URGE)] if may_urge(basis, is_promise=is_promise) else []
    return (*(say(phrase) for phrase in first), *counted, *(say(phrase) for phrase in last))
