"""The network address a request came from, for limits. It is never stored in the clear."""

from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

ONE_HOUSEHOLD = 64
"""Bits of an IPv6 address that name the subscriber; the rest they choose themselves (RFC 6177)."""


def client_address(request: HttpRequest) -> str:
    """Return the client's address, past as many proxies as the installation trusts; of IPv6 the subscriber's network.

    Limits count by it: whoever has a whole IPv6 network is still one.
    """
    address = ip_address(str(get_adapter().get_client_ip(request)))
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((address.packed, ONE_HOUSEHOLD), strict=False))
