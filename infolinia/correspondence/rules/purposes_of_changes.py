"""What is written at each change of a matter to a resident who wants to hear of it, and to a contractor."""

from infolinia.correspondence.rules.variables import BODY, DAY, LINK, MAYBE_PLACE, UNIT, UNTIL, about_matter
from infolinia.correspondence.rules.wording.shapes import EMAIL, Kind, Purpose, Variable
from infolinia.correspondence.rules.wording.shapes import gettext_noop as _

_MAYBE_BODY = Variable("body", "treść", _("co napisał pracownik"), "Zaczynamy o 8:00.", Kind.BODY, is_optional=True)
_PLANNED = Variable("planned_on", "dzień", _("kiedy to zrobimy"), DAY, Kind.DAY)
_WAITS = Variable("waits_text", "na co czekamy", _("na kogo albo na co czeka sprawa"), "inna instytucja")

CHANGES = (
    Purpose(
        "taken",
        _("Komórka zajęła się sprawą"),
        _("Gdy mieszkaniec chce wiedzieć o każdej zmianie."),
        about_matter(UNIT, UNTIL),
        needed=("number",),
    ),
    Purpose(
        "passed_on",
        _("Sprawa w innej komórce"),
        _("Sprawę przejęła właściwa komórka; termin zostaje."),
        about_matter(UNIT, UNTIL),
        needed=("number",),
    ),
    Purpose(
        "planned",
        _("Zaplanowany dzień"),
        _("Komórka albo wykonawca podaje dzień, w którym to zrobi."),
        about_matter(_PLANNED, _MAYBE_BODY),
        needed=("number", "planned_on"),
    ),
    Purpose(
        "waiting",
        _("Sprawa czeka"),
        _("Sprawa czeka na inną komórkę, instytucję albo porę roku."),
        about_matter(_WAITS, UNTIL),
        needed=("number", "waits_text"),
    ),
    Purpose(
        "contracted",
        _("Zlecona praca"),
        _("Pracę wykona firma, której zleciło ją miasto."),
        about_matter(UNTIL),
        needed=("number",),
    ),
    Purpose(
        "reopened",
        _("Sprawa otwarta ponownie"),
        _("Mieszkaniec napisał, że nie zrobiono, albo urząd wrócił do sprawy."),
        about_matter(UNTIL),
        needed=("number", "until"),
    ),
    Purpose(
        "stays_closed",
        _("Sprawa zostaje zamknięta"),
        _("Po sprawdzeniu, czy na pewno zrobiono: dlaczego nie wracamy do sprawy."),
        about_matter(BODY),
        needed=("number", "body"),
        needed_by_sms=("number",),
    ),
    Purpose(
        "joined",
        _("Sprawa połączona z inną"),
        _("To samo zgłosił ktoś wcześniej; mieszkaniec dowie się, jak się skończyło."),
        about_matter(),
        needed=("number",),
    ),
    Purpose(
        "followed",
        _("Dołączenie do sprawy"),
        _("Ktoś zgłosił to samo co inni: numer sprawy i własny kod."),
        about_matter(UNTIL, Variable("code", "kod", _("kod do sprawdzania sprawy"), "ACD347")),
        needed=("number", "code"),
    ),
    Purpose(
        "split",
        _("Sprawa podzielona na części"),
        _("Częściami zajmują się różne komórki."),
        about_matter(UNTIL),
        needed=("number",),
    ),
    Purpose(
        "new_term",
        _("Przeliczony termin"),
        _("Zmieniły się dni wolne albo termin w katalogu, a urząd chce o tym powiedzieć."),
        about_matter(UNTIL, _MAYBE_BODY),
        needed=("number", "until"),
    ),
    Purpose(
        "order",
        _("Zlecenie dla wykonawcy"),
        _("Co jest do zrobienia i link, pod którym wykonawca przyjmuje zlecenie i mówi, że zrobił."),
        about_matter(
            BODY,
            UNIT,
            LINK,
            MAYBE_PLACE,
            Variable("contractor", "wykonawca", _("nazwa wykonawcy"), "Zakład Robót Przykładowych"),
            Variable("link_until", "link działa do", _("ostatni dzień adresu"), DAY, Kind.DAY),
        ),
        channels=(EMAIL,),
        needed=("number", "body", "link"),
    ),
)
"""In the order of a matter's life."""
