"""What rights and events are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from infolinia.partners.rules import rights

RIGHTS: dict[str, Promise] = {
    rights.STATUS: _("sprawdzać stan sprawy"),
    rights.READ: _("czytać sprawy: co się dzieje, gdzie i co odpisano"),
    rights.REGISTER: _("zgłaszać sprawy"),
    rights.WRITE: _("dopisywać wiadomości mieszkańca"),
    rights.CASE: _("nadawać znak sprawy"),
}
EVENTS: dict[str, Promise] = {
    rights.REGISTERED: _("nowa sprawa"),
    rights.CHANGED: _("zmiana w sprawie"),
    rights.MESSAGE: _("wiadomość do mieszkańca albo od niego"),
    rights.CLOSED: _("sprawa załatwiona"),
    rights.REOPENED: _("sprawa otwarta ponownie"),
    rights.PING: _("próba"),
}
