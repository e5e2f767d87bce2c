"""What is wrong with a wording, in words for the editor."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infolinia.correspondence.rules.wording.reading import Fault, Wrong

_WORDS: dict[Wrong, Promise] = {
    Wrong.BRACE: gettext_lazy("Nawias klamrowy bez pary albo bez słowa: %(words)s. Nawiasy są tylko do zmiennych."),
    Wrong.UNKNOWN: gettext_lazy("Nie ma zmiennej %(words)s."),
    Wrong.FORM: gettext_lazy("%(words)s: nie ma takiej formy. Można: %(hint)s."),
    Wrong.PLURAL: gettext_lazy("%(words)s to nie liczba: odmiana po kresce jest tylko przy liczbach."),
    Wrong.COUNT_FORMS: gettext_lazy("%(words)s: w tym języku podaj tyle form: %(hint)s."),
    Wrong.FLAG: gettext_lazy("%(words)s działa tylko po słowie „jeśli”."),
    Wrong.NOT_CLOSED: gettext_lazy("Po %(words)s brakuje {koniec}."),
    Wrong.NOT_OPENED: gettext_lazy("%(words)s stoi bez {jeśli …}."),
    Wrong.MISSING: gettext_lazy("Tekst musi użyć %(words)s (%(hint)s)."),
    Wrong.EMPTY: gettext_lazy("Wpisz treść."),
    Wrong.SUBJECT: gettext_lazy("Wpisz temat."),
    Wrong.LINK: gettext_lazy("Odnośnik %(words)s nie prowadzi nigdzie: daj adres https:// albo zmienną z adresem."),
    Wrong.MARKUP: gettext_lazy("%(words)s: tu nie ma pogrubień, nagłówków ani odnośników."),
    Wrong.LONG: gettext_lazy("Za długie: najwyżej %(hint)s znaków."),
    Wrong.MUST_ASK: gettext_lazy("%(words)s czasem nie ma wartości. Otocz to: {jeśli …} … {koniec}."),
}


def sentences(faults: Sequence[Fault]) -> tuple[str, ...]:
    """Return one sentence for each fault, with the line where it is."""
    return tuple(_sentence(fault) for fault in faults)


def _sentence(fault: Fault) -> str:
    said = str(_WORDS[fault.wrong]) % {"words": fault.words, "hint": str(_(fault.hint)) if fault.hint else "–"}
    if fault.wrong is Wrong.UNKNOWN and fault.hint:
        said = f"{said} {_('Może chodziło o %(hint)s?') % {'hint': fault.hint}}"
    if fault.line == -1:
        return _("Temat: %(said)s") % {"said": said}
    return _("Wiersz %(n)d: %(said)s") % {"n": fault.line, "said": said} if fault.line else said
