"""A message's wording filled with the values of one case: the subject, the text and the page as they will arrive."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from infolinia.core.clock import city_day, city_time, now
from infolinia.core.errors import Cannot
from infolinia.core.phones import readable
from infolinia.core.text import one_line
from infolinia.correspondence.models import TemplateEdition
from infolinia.correspondence.rules.purposes import FOOT, PURPOSES
from infolinia.correspondence.rules.wording.filling import Filled, NoValue, Scene, fill
from infolinia.correspondence.rules.wording.shapes import EMAIL, LETTER, SMS, Purpose, Value
from infolinia.correspondence.shapes_templates import Composed, Source
from infolinia.correspondence.wordings import shipped

POLISH = "pl"
Which = tuple[str, str, str]
"""A wording by its purpose, channel and language."""
WRITTEN_AS = {EMAIL: EMAIL, SMS: SMS, LETTER: LETTER, "edelivery": LETTER, "pickup": LETTER}
"""Which channel's wording a channel of sending uses."""


class CannotCompose(Cannot):
    """There is no wording for this message, or a value that it needs is missing."""


def compose(
    *, purpose: str, channel: str, language: str, values: Mapping[str, object], at: datetime | None = None
) -> Composed:
    """Return the message in the wording in force, in Polish where the language has none. Raises `CannotCompose`.

    `values` are by codes of the purpose's variables (`rules.purposes`); the city's own are known. Moments may be in
    any zone. `at` decides which year need not be said.
    """
    known = PURPOSES.get(purpose)
    written_as = WRITTEN_AS.get(channel, "")
    if known is None or written_as not in known.channels:
        raise CannotCompose(_("Nie ma szablonu takiej wiadomości: %(purpose)s.") % {"purpose": purpose})
    kept = _kept((purpose, FOOT.code), (language, POLISH))
    for tried in dict.fromkeys((language, POLISH)):
        if source := _in_force(kept, purpose, written_as, tried):
            foot = _in_force(kept, FOOT.code, EMAIL, tried)
            return filled(known, source, channel=written_as, language=tried, values=values, at=at or now(), foot=foot)
    raise CannotCompose(_("Szablon „%(name)s” nie ma jeszcze treści dla tego kanału.") % {"name": _(known.name)})


def in_force(purpose: str, channel: str, language: str) -> Source | None:
    """Return the wording that holds now: the editors' published edition, or else the one that came with the product.

    A letter that has none of its own says what the e-mail says.
    """
    return _in_force(_kept((purpose,), (language,)), purpose, channel, language)


def _kept(purposes: Sequence[str], languages: Sequence[str]) -> dict[Which, Source]:
    """Return the editors' published editions of these messages, in one statement."""
    rows = TemplateEdition.objects.filter(
        state="published", template__purpose__in=purposes, template__language__in=languages
    )
    which = ("template__purpose", "template__channel", "template__language")
    return {
        (purpose, channel, language): Source(subject, body, number)
        for purpose, channel, language, subject, body, number in rows.values_list(*which, "subject", "body", "number")
    }


def _in_force(kept: Mapping[Which, Source], purpose: str, channel: str, language: str) -> Source | None:
    came = shipped(purpose, channel, language)
    own = kept.get((purpose, channel, language))
    if own is None and channel == LETTER and came == shipped(purpose, EMAIL, language):
        own = kept.get((purpose, EMAIL, language))
    return own or came


def filled(
    purpose: Purpose,
    source: Source,
    *,
    channel: str,
    language: str,
    values: Mapping[str, object],
    at: datetime,
    foot: Source | None = None,
) -> Composed:
    """Return the wording filled, in its frame. `foot` replaces the e-mails' foot in force. Raises `CannotCompose`."""
    scene = Scene(purpose.by_word(), _own(values), language, city_day(at), is_short=channel == SMS)
    try:
        body = fill(source.body, scene)
        subject = one_line(fill(source.subject, scene).text(), 200) if channel != SMS else ""
        under = _foot(foot, scene) if channel == EMAIL and purpose != FOOT else None
    except NoValue as error:
        name = next(each.word for each in purpose.variables if each.code == error.code)
        raise CannotCompose(_("Brakuje wartości: %(name)s.") % {"name": name}) from error
    template = f"{purpose.code}/{channel}/{language}"
    if channel == SMS:
        return Composed("", _short(body.text()), "", template, source.edition)
    text = body.text() + (f"\n\n-- \n{under.text()}" if under else "") + "\n"
    html = _page(subject, language, body.page(), under.page() if under else "") if channel == EMAIL else ""
    return Composed(subject, text, html, template, source.edition)


def _foot(given: Source | None, scene: Scene) -> Filled:
    source = given or in_force(FOOT.code, EMAIL, scene.language)
    values = {"can_reply": bool(settings.MAILBOXES), **scene.values}
    return fill(source.body if source else "", Scene(FOOT.by_word(), values, scene.language, scene.today))


def _short(text: str) -> str:
    """Return the text of a text message: each space that is not needed costs."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _own(values: Mapping[str, object]) -> dict[str, Value]:
    """Return the values with the city's own, moments on the city's clock."""
    city: dict[str, Value] = {
        "city_name": settings.CITY_NAME,
        "city_phone": readable(settings.CITY_PHONE),
        "status_url": f"{settings.PUBLIC_URL}/sprawdz",
        "site_url": settings.PUBLIC_URL,
    }
    return {**city, **{code: _plain(value) for code, value in values.items()}}


def _plain(value: object) -> Value:
    if isinstance(value, datetime):
        return city_time(value)
    if value is None or isinstance(value, str | int | date):
        return value
    if isinstance(value, list | tuple):
        return tuple(str(item) for item in value)
    return str(value)


def _page(subject: str, language: str, body: str, foot: str) -> str:
    told = {"subject": subject, "language": language, "body": body, "foot": foot, "city_name": settings.CITY_NAME}
    return render_to_string("correspondence/frame.html", told)
