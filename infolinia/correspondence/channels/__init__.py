"""The ways out: one port for each channel. A channel without a port is off."""

from infolinia.correspondence.channels.base import Accepted, NotSent, Port, PortThatKnows, Unsure
from infolinia.correspondence.channels.email import EmailPort
from infolinia.correspondence.channels.paper import PaperPort

EMAIL = EmailPort()
PORTS: dict[str, Port] = {"email": EMAIL, "letter": PaperPort(), "pickup": PaperPort()}

__all__ = ["EMAIL", "PORTS", "Accepted", "NotSent", "Port", "PortThatKnows", "Unsure"]
