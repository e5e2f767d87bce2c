"""What small forms beside lists share: the card chosen from suggestions, and the way back to the list as it was."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from infolinia.core.text import storable

LONGEST_CODE = 60


def chosen_code(typed: str) -> str:
    """Return the code of a card chosen from the suggestions, whose entries are `Title [code]`, or of a code alone."""
    return storable(typed.rpartition("[")[2].rstrip("] ")).strip()[:LONGEST_CODE]


def back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """Return to the list as it was, on its page; to the named address where the form names no page of ours."""
    wanted = request.POST.get("wroc", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) and wanted.startswith(
        "/wiedza/"
    )
    return redirect(wanted if is_ours else otherwise)
