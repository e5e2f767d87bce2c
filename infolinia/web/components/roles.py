"""Pages that belong to some roles only. The right to one object is checked where the object is read."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from infolinia.city.models import Staff

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def only(*roles: str) -> Callable[[View[P]], View[P]]:
    """Let in signed-in people of these roles; a guest is asked to sign in, anybody else is refused."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if person(request).role not in roles:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return cast("View[P]", login_required(checked))

    return decorate


def person(request: HttpRequest) -> "Staff":
    """Return who is signed in; only behind `only` or `login_required`."""
    return cast("Staff", request.user)
