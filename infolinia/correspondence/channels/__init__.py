"""The ways out: one port for each channel. A channel without a port is off."""

from django.conf import settings

from infolinia.correspondence.channels.base import Accepted, NotSent, Port, PortThatKnows, Unsure
from infolinia.correspondence.channels.edelivery import EdeliveryPort
from infolinia.correspondence.channels.email import EmailPort
from infolinia.correspondence.channels.paper import PaperPort
from infolinia.correspondence.channels.sms.port import SmsPort

EMAIL, SMS = EmailPort(), SmsPort()
PORTS: dict[str, Port] = {"email": EMAIL, "sms": SMS, "letter": PaperPort(), "pickup": PaperPort()}
if settings.EDELIVERY["address"]:
    PORTS["edelivery"] = EdeliveryPort()

__all__ = ["EMAIL", "PORTS", "SMS", "Accepted", "NotSent", "Port", "PortThatKnows", "Unsure"]
