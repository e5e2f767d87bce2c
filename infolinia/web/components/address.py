"""The network address a request came from, for limits. It is never stored in the clear."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the client's address, past as many proxies as the installation trusts."""
    return str(get_adapter().get_client_ip(request))
