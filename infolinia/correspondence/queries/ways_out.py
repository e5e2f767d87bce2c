"""By which channels the office can write today."""

from infolinia.correspondence.channels import PORTS
from infolinia.correspondence.models import Provider


def open_channels() -> frozenset[str]:
    """Return the channels that are on: text messages need a provider that sends."""
    is_sms_on = Provider.objects.filter(is_active=True).exists()
    return frozenset(code for code in PORTS if code != "sms" or is_sms_on)
