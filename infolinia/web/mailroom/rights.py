"""Who sees letters on paper: supervisors, administrators, and officers of the unit that is the post room."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from infolinia.web.components.roles import only, person

if TYPE_CHECKING:
    from infolinia.city.models import Staff

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def is_clerk(staff: "Staff") -> bool:
    """Whether the person works with letters on paper."""
    if staff.role == "officer":
        return staff.unit is not None and staff.unit.code == settings.POST_ROOM
    return staff.role in ("supervisor", "admin")


def clerks(view: View[P]) -> View[P]:
    """Let in clerks; a guest is asked to sign in, anybody else is refused."""

    @wraps(view)
    def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not is_clerk(person(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return only("supervisor", "admin", "officer")(cast("View[P]", checked))
