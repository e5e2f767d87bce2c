"""The port of text messages: the first provider that works takes the message, and only one."""

import threading

import httpx
from django.conf import settings
from django.utils.translation import gettext as _

from infolinia.core.clock import now
from infolinia.correspondence import carriers
from infolinia.correspondence.channels.base import Accepted, NotSent, Unsure
from infolinia.correspondence.channels.sms import gateway
from infolinia.correspondence.models import Message, Provider
from infolinia.correspondence.rules.gateway import AWAY, LATER, TAKEN, TAKEN_BEFORE, BadPlan, Plan, Verdict, plan_of
from infolinia.correspondence.rules.segments import counted

DEMO = "demo"


class SmsPort:
    """Gives a text message to the first provider, in the office's order, that works and takes it."""

    def __init__(self) -> None:
        self._mine = threading.local()

    def deliver(self, message: Message) -> Accepted:
        """Give the message away; raises `NotSent`, or `Unsure` when a provider fell silent after it had the whole.

        Another provider is asked only after a clear no, so that nothing comes twice. A message that one provider may
        have already goes to that one alone.
        """
        candidates = self._candidates(message)
        noes: list[NotSent] = []
        for provider in candidates:
            if carriers.rests(_name(provider), now()):
                continue
            try:
                return self._given(provider, message)
            except NotSent as error:
                if error.permanent:
                    raise
                noes.append(error)
        if self._may_have_it(message):
            raise Unsure(str(noes[-1]) if noes else _none_open(), can_ask=True)
        said = str(noes[-1]) if noes else _none_open() if candidates else _("Nie ustawiono dostawcy SMS.")
        raise NotSent(said, permanent=False, is_away=all(one.is_away for one in noes))

    def find(self, message: Message) -> Accepted | None:
        """Return what the provider has of a message whose sender died in the act; raises `Unsure` if nobody knows."""
        provider = _provider(message.provider)
        if provider is None:
            return None
        plan = _plan(provider)
        if not gateway.can_ask(plan):
            raise Unsure(_("Program przerwał w chwili wysyłania, a tego dostawcy nie można zapytać."))
        found = gateway.find(self._client(), provider, message, plan)
        return Accepted(ref=found.ref, provider=provider.code) if found else None

    def leave(self) -> None:
        """Close this thread's connections."""
        client = getattr(self._mine, "client", None)
        self._mine.client = None
        if client is not None:
            client.close()

    def _client(self) -> httpx.Client:
        if getattr(self._mine, "client", None) is None:
            self._mine.client = httpx.Client(follow_redirects=False, trust_env=False)
        client: httpx.Client = self._mine.client
        return client

    def _candidates(self, message: Message) -> list[Provider]:
        if message.handed_at and message.provider:
            return [one for one in [_provider(message.provider)] if one]
        return providers()

    def _may_have_it(self, message: Message) -> bool:
        """Whether a provider that can't be asked may have the message from an earlier attempt."""
        return bool(message.handed_at and message.provider) and not any(
            _plan(one).find for one in self._candidates(message)
        )

    def _given(self, provider: Provider, message: Message) -> Accepted:
        """Give the message to this provider, whose name is written down first: it may be the one to be asked."""
        plan = _plan(provider)
        parts = counted(gateway.written(message, plan), tables=plan.tables).segments
        Message.objects.filter(pk=message.pk).update(provider=provider.code, segments=parts)
        try:
            told = gateway.send(self._client(), provider, message, plan)
        except NotSent as error:
            carriers.failed(_name(provider), str(error), now())
            raise
        accepted = _judged(provider, told)
        carriers.worked(_name(provider), now())
        return accepted


def providers() -> list[Provider]:
    """Return the gateways that send now, in the order in which they are tried."""
    return list(Provider.objects.filter(is_active=True)) or demo_provider()


def demo_provider() -> list[Provider]:
    """Return the demo's own gateway, which keeps messages as files; none where the product is not a demo."""
    if not settings.SMS_DEMO_URL:
        return []
    fields = {"id": "{id}", "to": "{to}", "text": "{text}"}
    request = {"url": settings.SMS_DEMO_URL, "body": "json", "fields": fields}
    return [Provider(code=DEMO, name=DEMO, plan={"request": request, "answer": {"ref": "id"}, "repeats": True})]


def _provider(code: str) -> Provider | None:
    known = {one.code: one for one in demo_provider()}
    return Provider.objects.filter(code=code).first() or known.get(code)


def _none_open() -> str:
    return _("Żaden dostawca SMS teraz nie działa.")


def _judged(provider: Provider, told: Verdict) -> Accepted:
    if told.meaning in (TAKEN, TAKEN_BEFORE):
        return Accepted(ref=told.ref, provider=provider.code)
    if told.meaning == AWAY:
        carriers.failed(_name(provider), told.said, now())
    raise NotSent(told.said, permanent=told.meaning not in (AWAY, LATER), is_away=told.meaning == AWAY)


def _plan(provider: Provider) -> Plan:
    try:
        return plan_of(provider.plan)
    except BadPlan as error:
        raise NotSent(f"{provider.code}: {error}", permanent=False, is_away=True) from error


def _name(provider: Provider) -> str:
    return f"sms:{provider.code}"
