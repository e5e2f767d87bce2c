"""What messages can say: the variables that several purposes share."""

from datetime import UTC, date, datetime

from infolinia.correspondence.rules.wording.shapes import Kind, Variable
from infolinia.correspondence.rules.wording.shapes import gettext_noop as _

ADDRESS = "https://example.org/l/Ab3dEf7hJk"
DAY = date(2026, 11, 27)
MOMENT = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)

CITY = (
    Variable("city_name", "miasto", _("nazwa miasta"), "Gdynia"),
    Variable("city_phone", "telefon", _("numer infolinii"), "500 000 000"),
    Variable("status_url", "strona sprawy", _("adres, pod którym sprawdza się sprawę"), ADDRESS, Kind.LINK),
    Variable("site_url", "strona", _("adres strony infolinii"), "https://example.org", Kind.LINK),
)
"""Known to every message."""

NUMBER = Variable("number", "numer", _("numer sprawy"), "INF-2026-48213")
SUBJECT = Variable("subject", "czego dotyczy", _("krótki opis sprawy"), "Dziura w jezdni, Żaglowa 12")
UNTIL = Variable("until", "termin", _("termin słowami"), "do piątku 27 listopada")
UNIT = Variable("unit_name", "komórka", _("kto prowadzi sprawę"), "Utrzymanie Dróg", is_optional=True)
BODY = Variable(
    "body", "treść", _("co napisał pracownik"), "Byliśmy na miejscu.\n\nNaprawimy to w tym tygodniu.", Kind.BODY
)
LINK = Variable("link", "link", _("krótki adres"), ADDRESS, Kind.LINK)
MAYBE_LINK = Variable("link", "link", _("krótki adres"), ADDRESS, Kind.LINK, is_optional=True)
MAYBE_NUMBER = Variable("number", "numer", _("numer sprawy"), "INF-2026-48213", is_optional=True)
PLACE = Variable("place", "miejsce", _("adres"), "aleja Przykładowa 1, stanowisko 4")
MAYBE_PLACE = Variable("place", "miejsce", _("adres"), "aleja Przykładowa 1", is_optional=True)
NOTE = Variable("note", "dopisek", _("co dopisał doradca"), "Podpisz na drugiej stronie.", Kind.BODY, is_optional=True)
LAST_DAY = Variable("until", "do kiedy", _("ostatni dzień"), DAY, Kind.DAY, is_optional=True)


def about_matter(*more: Variable) -> tuple[Variable, ...]:
    """Return the variables of a message about a matter: its number and subject, these, and the city's own."""
    return (NUMBER, SUBJECT, *more, *CITY)


def about(*variables: Variable) -> tuple[Variable, ...]:
    """Return these variables with the city's own."""
    return (*variables, *CITY)
