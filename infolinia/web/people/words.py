"""Words for purposes and channels of contact on the pages of people."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PURPOSES: Mapping[str, Promise] = {
    "any": _("wszystko poza własnymi sprawami"),
    "matter": _("własne sprawy"),
    "contact": _("to, o co ta osoba prosiła"),
    "reminder": _("przypomnienia o wizytach i brakach"),
    "satisfaction": _("pytanie, czy pomogliśmy"),
    "notice": _("zawiadomienia, np. o zamkniętej ulicy"),
    "news": _("wiadomości o wydarzeniach i usługach"),
    "danger": _("ostrzeżenie o niebezpieczeństwie"),
}
CHANNELS: Mapping[str, Promise] = {
    "": _("wszystkie"),
    "phone": _("telefon"),
    "sms": _("SMS"),
    "email": _("e-mail"),
    "letter": _("list"),
    "edelivery": _("e-Doręczenia"),
}
TABLES: Mapping[str, Promise] = {
    "contacts.Resident": _("kartoteka"),
    "contacts.ContactPoint": _("numery i adresy"),
    "contacts.Acting": _("działania w imieniu"),
    "contacts.Decision": _("zgody i sprzeciwy"),
    "contacts.Conversation": _("rozmowy"),
    "contacts.Question": _("pytania z rozmów"),
    "contacts.CallEvent": _("zdarzenia centrali"),
    "contacts.Typed": _("wpisany tekst"),
    "matters.Matter": _("sprawy"),
    "matters.StoryEvent": _("zdarzenia w sprawach"),
    "correspondence.Message": _("wiadomości od miasta"),
    "correspondence.Enclosure": _("załączniki"),
    "correspondence.IncomingMessage": _("listy od tej osoby"),
    "correspondence.IncomingFile": _("pliki od tej osoby"),
    "telephony.RecordingPart": _("nagrania rozmów"),
    "telephony.Voicemail": _("wiadomości głosowe"),
    "telephony.CallBack": _("oddzwonienia"),
    "outreach.Promise": _("obietnice kontaktu"),
}
REST = _("zapisy techniczne")


def counted(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return how many rows of what, the technical ones together at the end."""
    named = [(str(TABLES[name]), count) for name, count in counts.items() if name in TABLES]
    rest = sum(count for name, count in counts.items() if name not in TABLES)
    return [*named, (str(REST), rest)] if rest else named
