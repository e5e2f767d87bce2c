"""What every template may use without asking."""

from django.conf import settings
from django.http import HttpRequest


def city(request: HttpRequest) -> dict[str, object]:
    """Return the city's name and number, and where live signals come from."""
    return {"city_name": settings.CITY_NAME, "city_phone": settings.CITY_PHONE, "live_url": settings.LIVE_URL}
