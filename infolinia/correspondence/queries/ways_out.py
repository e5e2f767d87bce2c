"""By which channels the office can write today."""

from infolinia.correspondence.channels import PORTS
from infolinia.correspondence.channels.sms.port import providers


def open_channels() -> frozenset[str]:
    """Return the channels that are on: text messages need a provider that sends."""
    return frozenset(code for code in PORTS if code != "sms" or providers())
