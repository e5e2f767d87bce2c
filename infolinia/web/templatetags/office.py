"""How the lists of units and supervision say moments, goals and channels."""

from datetime import datetime, timedelta

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from infolinia.core.clock import city_day, city_time
from infolinia.matters.rules import words
from infolinia.matters.shapes import Due
from infolinia.matters.wording import say
from infolinia.web.templatetags.screen import icon

register = template.Library()

# Where a matter came from: an icon and a word.
CHANNELS: dict[str, tuple[str, Promise]] = {
    "phone": ("telephone", gettext_lazy("telefon")),
    "web_call": ("headset", gettext_lazy("rozmowa przez internet")),
    "email": ("envelope", gettext_lazy("e-mail")),
    "sms": ("phone", gettext_lazy("SMS")),
    "post": ("mailbox", gettext_lazy("list")),
    "chat": ("chat-dots", gettext_lazy("czat")),
    "form": ("ui-checks", gettext_lazy("formularz")),
}


@register.filter
def when(moment: datetime, at: datetime) -> str:
    """Return `dziś, 9:58`, `wczoraj, 15:10` or `14.10, 12:11`, with the year when it is another one."""
    local, today = city_time(moment), city_day(at)
    clock = f"{local.hour}:{local.minute:02d}"
    if local.date() == today:
        return _("dziś, %(clock)s") % {"clock": clock}
    if local.date() == today - timedelta(days=1):
        return _("wczoraj, %(clock)s") % {"clock": clock}
    year = "" if local.year == today.year else f".{local.year}"
    return f"{local.day}.{local.month:02d}{year}, {clock}"


@register.filter
def day_and_hour(moment: datetime, at: datetime) -> str:
    """Return `cz. 19.11, 13:20`."""
    local = city_time(moment)
    return f"{words.weekday_and_day(local.date(), city_day(at), say)}, {local.hour}:{local.minute:02d}"


@register.filter
def days_ago(moment: datetime, at: datetime) -> str:
    """Return `5 dni temu`, `wczoraj` or `dziś`."""
    days = (city_day(at) - city_day(moment)).days
    if days < 2:
        return _("wczoraj") if days == 1 else _("dziś")
    return ngettext("%(n)d dzień temu", "%(n)d dni temu", days) % {"n": days}


@register.simple_tag
def goal(due: Due) -> SafeString | str:
    """Return the unit's own target in plain words: `za 3 dni · pt. 27.11`; one that is over is only noted."""
    if due.words.level == "late":
        return format_html('<span class="meta">{}</span>', _("minął %(day)s") % {"day": due.words.day})
    return f"{due.words.text} · {due.words.day}"


@register.simple_tag
def channel(code: str) -> SafeString:
    """Draw where a matter came from."""
    name, word = CHANNELS.get(code, ("circle", code))
    return format_html('<span class="status">{} {}</span>', icon(name), word)
