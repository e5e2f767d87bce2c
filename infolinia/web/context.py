"""What every template may use without asking."""

from django.conf import settings
from django.http import HttpRequest

from infolinia.web.live_address import live_base


def city(request: HttpRequest) -> dict[str, object]:
    """Return the city's name and number, and where live signals come from."""
    return {"city_name": settings.CITY_NAME, "city_phone": settings.CITY_PHONE, "live_url": live_base(request)}
