"""What the desk says about recording: in words first, and what the adviser may do now."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infolinia.telephony.recordings import queries
from infolinia.web.desk.presenters.call_panel import CallPanel


@dataclass(frozen=True)
class Button:
    """One act: its word for the exchange, its text and icon."""

    act: str
    text: str
    icon_name: str


@dataclass(frozen=True)
class RecordingStrip:
    """The state in words, what it means, and the buttons; `is_on` while sound is really kept."""

    words: str
    icon_name: str
    buttons: tuple[Button, ...]
    note: str
    is_on: bool = False
    may_listen: bool = False


_ASK = ("ask", gettext_lazy("Poproś o zgodę na nagranie"), "record-circle")
_PAUSE = ("pause", gettext_lazy("Wstrzymaj nagrywanie"), "pause-circle")
_RESUME = ("resume", gettext_lazy("Wznów nagrywanie"), "play-circle")
_STOP = ("stop", gettext_lazy("Zakończ nagrywanie"), "stop-circle")
Act = tuple[str, Promise, str]
_STATES: dict[str, tuple[Promise, str, tuple[Act, ...]]] = {
    "": (gettext_lazy("Nie nagrywamy"), "shield-check", (_ASK,)),
    "asked": (gettext_lazy("Zapytano o zgodę. Nie nagrywamy"), "question-circle", ()),
    "agreed": (gettext_lazy("Jest zgoda. Teraz nie nagrywamy"), "pause-circle", (_PAUSE, _STOP)),
    "on": (gettext_lazy("NAGRYWANIE"), "record-circle-fill", (_PAUSE, _STOP)),
    "paused": (gettext_lazy("NAGRYWANIE WSTRZYMANE"), "pause-circle", (_RESUME, _STOP)),
    "stopped": (gettext_lazy("Nagrywanie zakończone"), "stop-circle", ()),
    "withdrawn": (gettext_lazy("Zgoda cofnięta. Nagranie usunięte"), "x-circle", ()),
}


def recording_strip(panel: CallPanel) -> RecordingStrip | None:
    """Return the strip of the call on the line; nothing without a call, or where the office does not record.

    After the call: the way to its recording, where the office lets advisers listen to their own.
    """
    if panel.conversation_id is None:
        return None
    if panel.kind == "after_call" and queries.adviser_may_listen(panel.conversation_id):
        return RecordingStrip(_("Jest nagranie tej rozmowy"), "record-circle", (), panel.note, may_listen=True)
    if not panel.is_talking:
        return None
    is_possible, state = queries.stand(panel.conversation_id)
    if not is_possible and not state:
        return None
    words, icon_name, acts = _STATES[state]
    offered = acts if is_possible else ()
    return RecordingStrip(
        words=str(words),
        icon_name=icon_name,
        buttons=tuple(Button(act, str(text), icon) for act, text, icon in offered),
        note=_("Nagrywamy tylko za zgodą dzwoniącego. Numer nie potwierdza tożsamości."),
        is_on=state == "on",
    )
