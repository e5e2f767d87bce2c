"""What the register of streets tells anybody: it is public, and nothing of it is anybody's data."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.city import queries as city
from infolinia.city.rules.addresses import read_point, say_point, split_address
from infolinia.core.text import storable

SHOWN = 8
LONGEST = 160


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Suggest streets, and houses as soon as a number begins, as the options of a list."""
    text = _asked(request, "q")
    return _kept(render(request, "places/options.html", {"addresses": city.addresses_like(text, SHOWN)}))


@require_safe
def point(request: HttpRequest) -> HttpResponse:
    """Tell the point and the district of an address; empty where the register does not know them."""
    street, house = split_address(_asked(request, "q"))
    found = city.place(street, house) if street else None
    told = {
        "point": say_point(found.point) if found and found.point else "",
        "district": found.district if found else "",
        "districts": list(found.districts) if found else [],
    }
    return _kept(JsonResponse(told))


@require_safe
def near(request: HttpRequest) -> HttpResponse:
    """Tell the nearest address of a point; 400 for what is no point."""
    try:
        where = read_point(_asked(request, "punkt"))
    except ValueError:
        where = None
    if where is None:
        return JsonResponse({}, status=400)
    found = city.nearest_address(where)
    told = {
        "point": say_point(where),
        "address": f"{found.street} {found.house}" if found else "",
        "district": found.district if found else "",
        "metres": found.metres if found else None,
    }
    return _kept(JsonResponse(told))


def _asked(request: HttpRequest, name: str) -> str:
    return storable(request.GET.get(name, ""))[:LONGEST]


def _kept(response: HttpResponse) -> HttpResponse:
    """Let a browser keep the answer for some minutes: typing back and forth asks for the same again."""
    response["Cache-Control"] = "private, max-age=300"
    return response
