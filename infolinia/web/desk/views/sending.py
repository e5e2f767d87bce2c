"""Sending while the resident is on the line: choose, see it as it will arrive, send, watch it go."""

from datetime import datetime
from string import hexdigits
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infolinia.contacts import operations as contacts
from infolinia.contacts.queries import ConversationView, QuestionView
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line, storable
from infolinia.correspondence.addresses import stored
from infolinia.correspondence.previewing import letter_preview, sms_count
from infolinia.journeys import send_paper
from infolinia.journeys.send_paper import CHANNELS, DICTATED, CannotSendPaper, Order, Prepared
from infolinia.knowledge.rules.form_data import DATA_NAMES
from infolinia.web.components.look import SCREEN_LANGUAGES
from infolinia.web.components.papers import pdf
from infolinia.web.components.sent import sent_lines
from infolinia.web.desk.presenters.message_look import mail_body, said_address
from infolinia.web.desk.presenters.sending import SendPanel, send_panel
from infolinia.web.desk.views import fragments
from infolinia.web.desk.views.common import (
    as_int,
    asked_question,
    desk_of,
    for_advisers,
    me,
    own_conversation,
    refused,
)

# The page of an e-mail as a mailbox shows it: its own styles, nothing else, and no way to act as this site.
_MAIL_POLICY = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@require_http_methods(["GET", "POST"])
@for_advisers
def panel(request: HttpRequest) -> HttpResponse:
    """Show the panel for the open question (GET), or send what it says (POST)."""
    asked = asked_question(request)
    if asked is None:
        return refused(request, _("Wysyłasz w rozmowie. Teraz żadna nie jest otwarta."))
    if request.method == "GET":
        return _panel(request, *asked, now())
    return _send(request, *asked, now())


@require_POST
@for_advisers
def preview(request: HttpRequest) -> HttpResponse:
    """Show what would arrive, as the panel stands; what is still missing is said beside it."""
    asked = asked_question(request)
    if asked is None:
        return refused(request, _("Wysyłasz w rozmowie. Teraz żadna nie jest otwarta."))
    context: dict[str, object] = {"channel": request.POST.get("kanal", "")}
    try:
        prepared = send_paper.prepare(_order(request.POST, *asked), at=now())
    except Cannot as refusal:
        return render(request, "desk/parts/send_preview.html", context | {"refusal": str(refusal)})
    return render(request, "desk/parts/send_preview.html", context | _shown(prepared))


@require_POST
@for_advisers
def whole(request: HttpRequest) -> HttpResponse:
    """Show the very thing in a tab of its own: the e-mail's page, the printed letter, or one of its files."""
    asked = asked_question(request)
    if asked is None:
        return _page_of_refusal(request, _("Wysyłasz w rozmowie. Teraz żadna nie jest otwarta."))
    at = now()
    try:
        prepared = send_paper.prepare(_order(request.POST, *asked), at=at)
        return _whole(prepared, as_int(request.POST.get("plik", "")), at)
    except Cannot as refusal:
        return _page_of_refusal(request, str(refusal))


@require_safe
@for_advisers
def sent(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Follow what was sent in the conversation."""
    view = own_conversation(request, conversation_id)
    return render(request, "desk/parts/sent.html", {"sent_of": view.id, "sent": sent_lines(view.id)})


def _panel(
    request: HttpRequest,
    view: ConversationView,
    question: QuestionView,
    at: datetime,
    error: tuple[str, str] = ("", ""),
) -> HttpResponse:
    values = request.POST if request.method == "POST" else request.GET
    candidates = desk_of(request, view.id).people_of(view)
    told = {name: str(values.get(name, "")) for name in values}
    shown = send_panel(view, question, candidates, told, _form_ids(values), at, error=error)
    if shown.person:
        _log(request, shown, at)
    return render(request, "desk/parts/send.html", {"panel": shown}, status=422 if error[0] else 200)


def _send(request: HttpRequest, view: ConversationView, question: QuestionView, at: datetime) -> HttpResponse:
    try:
        order = _order(request.POST, view, question)
        prepared = send_paper.send(order, by_id=me(request).pk, at=at)
    except CannotSendPaper as refusal:
        return _panel(request, view, question, at, (str(refusal), refusal.field))
    except Cannot as refusal:
        return _panel(request, view, question, at, (str(refusal), "do"))
    fresh = own_conversation(request, view.id)
    context = fragments.talk_context(request, fresh, question.id)
    return render(request, "desk/sent.html", context | {"prepared": prepared, "question": question})


def _order(values: QueryDict, view: ConversationView, question: QuestionView) -> Order:
    channel = values.get("kanal", "")
    if channel not in CHANNELS:
        raise CannotSendPaper(_("Wybierz, jak to przekazać."), "kanal")
    key = one_line(values.get("klucz", ""), 100)
    return Order(
        conversation_id=view.id,
        question_id=question.id,
        key=key if key.startswith(f"desk-{question.id}-") else f"desk-{question.id}-{key}"[:110],
        channel=channel,
        to=_address(values, channel),
        form_ids=tuple(_form_ids(values)),
        card_code=values.get("karta", "")[:60],
        with_answer=values.get("odpowiedz") == "1",
        language=_language(values),
        note=storable(values.get("dopisek", "")),
        is_large=values.get("duzy") == "1" and channel in ("letter", "pickup", "email"),
        data=_data(values) if values.get("zgoda") == "1" and channel != "sms" and view.resident_id else None,
        is_ended=bool(question.outcome),
    )


def _address(values: QueryDict, channel: str) -> str:
    """Return the address of the channel as it is stored; raises `CannotSend` for what is none."""
    if channel == DICTATED:
        return ""
    typed = values.get(f"do_{channel}", "").strip()
    if channel == "pickup":
        with override("pl"):  # the word of the counter, where the clerk reads it
            word = _("na hasło %(word)s") % {"word": _password(values)}
        typed = "\n".join((typed or word, values.get("miejsce", "")))
    return stored(channel, typed)


def _password(values: QueryDict) -> str:
    """Return four digits by which somebody without a name collects the paper; the same for one panel."""
    digits = "".join(letter for letter in values.get("klucz", "") if letter in hexdigits)
    return str(int(digits[-8:] or "0", 16) % 9000 + 1000)


def _language(values: QueryDict) -> str:
    chosen = values.get("jezyk", "")
    return chosen if chosen in dict(SCREEN_LANGUAGES) else "pl"


def _data(values: QueryDict) -> dict[str, str]:
    return {name: values.get(f"d_{name}", "") for name in DATA_NAMES}


def _form_ids(values: QueryDict) -> list[int]:
    found = (as_int(text) for text in values.getlist("druki"))
    return [form_id for form_id in found if form_id is not None]


def _shown(prepared: Prepared) -> dict[str, object]:
    """Return what the preview shows of a channel's message."""
    told: dict[str, object] = {"prepared": prepared}
    outgoing = prepared.outgoing
    if outgoing is None:
        return told | {"said": said_address(prepared.address)}
    if outgoing.channel == "email":
        return told | {"sender": settings.DEFAULT_FROM_EMAIL, "body": mail_body(outgoing.html)}
    if outgoing.channel == "sms":
        return told | {"count": sms_count(outgoing.text)}
    return told


def _whole(prepared: Prepared, file: int | None, at: datetime) -> HttpResponse:
    outgoing = prepared.outgoing
    if outgoing is None:
        raise CannotSendPaper(_("Podyktowane niczego nie wysyła."))
    if file is not None and file < len(outgoing.attachments):
        one = outgoing.attachments[file]
        return pdf(one.content, one.name, to_save=False)
    if outgoing.channel in ("letter", "pickup", "edelivery"):
        return pdf(letter_preview(outgoing, at=at), "list.pdf", to_save=False)
    response = HttpResponse(outgoing.html or outgoing.text, content_type=_type(outgoing.html))
    response["Content-Security-Policy"] = _MAIL_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _type(html: str) -> str:
    return "text/html; charset=utf-8" if html else "text/plain; charset=utf-8"


def _log(request: HttpRequest, panel: SendPanel, at: datetime) -> None:
    contacts.log_reading(
        staff_id=me(request).pk,
        at=at,
        why="conversation",
        what="adresy do wysyłki",
        resident_id=panel.person.id if panel.person else None,
        conversation_id=panel.view.id,
    )


def _page_of_refusal(request: HttpRequest, text: str) -> HttpResponse:
    return render(request, "desk/paper_refused.html", {"text": text}, status=422)
