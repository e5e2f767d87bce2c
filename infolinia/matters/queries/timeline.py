"""The story of a matter in words: what happened, who did it, and how the resident got to know."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.core.phones import readable
from infolinia.matters.models import Matter, StoryEvent
from infolinia.matters.rules.telling import BY_HAND, BY_THE_WHOLE, ON_THE_PAGE, UNWANTED, WRITTEN
from infolinia.matters.shapes import TimelineEvent
from infolinia.matters.story import telling

_TOLD = frozenset({"answered", "asked", "extended", "closed", "stays_closed"})


def timeline(matter: Matter) -> tuple[TimelineEvent, ...]:
    """Return the matter's story, newest first."""
    events = StoryEvent.objects.filter(matter_id=matter.id).select_related("by", "unit").order_by("-at", "-id")
    return tuple(_event(event) for event in events)


def _event(event: StoryEvent) -> TimelineEvent:
    told = telling(event.kind, event.details)
    return TimelineEvent(
        id=event.pk,
        kind=event.kind,
        icon=told.icon,
        title=str(told.title),
        text=event_text(event),
        at=event.at,
        by_name=str(event.by) if event.by else "",
        unit_name=event.unit.name if event.unit else "",
        stops_clock=told.stops_clock,
        visible_to_resident=event.visible_to_resident,
    )


def event_text(event: StoryEvent) -> str:
    """Return what stands under the event's title."""
    if event.kind == "taken" or event.kind == "handed_over":
        return _("Prowadzi %(name)s.") % {"name": event.details.get("officer", "")}
    if event.kind in ("waiting", "stands"):
        whom = _("Na kogo: %(whom)s.") % {"whom": event.details.get("whom", "")}
        evidence = event.details.get("evidence", "")
        return " ".join(part for part in (whom, event.text, f"({evidence})" if evidence else "") if part)
    if event.kind == "planned":
        day = date.fromisoformat(str(event.details["day"]))
        return " ".join(part for part in (f"{day:%d.%m.%Y}.", event.text, _how_told(event)) if part)
    if event.kind in ("contracted", "contractor_accepted", "contractor_done"):
        return " ".join(part for part in (f"{event.details.get('contractor', '')}.", event.text) if part != ".").strip()
    if event.kind in ("replied", "resumed") and event.details.get("days"):
        days = int(event.details["days"])
        stood = ngettext("Zegar stał %(n)d dzień.", "Zegar stał %(n)d dni.", days) % {"n": days}
        return f"{event.text} {stood}".strip()
    if event.kind in _TOLD:
        basis = event.details.get("basis")
        return " ".join(part for part in (event.text, f"({basis})" if basis else "", _how_told(event)) if part)
    return event.text


def _how_told(event: StoryEvent) -> str:
    """Say how the resident gets it, as it was decided then, and what is left to a person where nothing was written."""
    channel, address = str(event.details.get("channel", "")), str(event.details.get("to", ""))
    way = str(event.details.get("way", "")) or (WRITTEN if channel == "email" else BY_HAND)
    shown = readable(address) if channel in ("phone", "sms") and address else address
    if not channel:
        return ""
    told = {
        WRITTEN: _("E-mail na adres %(to)s.") if channel == "email" else _("SMS na numer %(to)s."),
        BY_HAND: _("Wyślij listem.") if channel == "post" else _("Przekaż przez telefon: %(to)s."),
        UNWANTED: _("Nie pisaliśmy: mieszkaniec tak wybrał. Przeczyta to na stronie sprawy."),
        BY_THE_WHOLE: _("Nie pisaliśmy: to część. Mieszkaniec czyta o całej sprawie."),
        ON_THE_PAGE: _("Mieszkaniec nie zostawił adresu. Przeczyta to na stronie sprawy."),
    }[ON_THE_PAGE if channel == "none" and way == BY_HAND else way]
    return told % {"to": shown}
