"""Addresses of GeoReport v2, each in both formats."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from infolinia.api.answers import preflight
from infolinia.api.georeport import posting, requests, services, updates
from infolinia.api.georeport.answers import TYPES, Fault, fault_answer, fault_of
from infolinia.api.georeport.asked import asked_of
from infolinia.api.georeport.services import ROOT
from infolinia.api.problems import problem_of

View = Callable[..., HttpResponse]


def served(get: View | None, post: View | None = None) -> View:
    """Return a view of Django that answers by these, in the format of the address; keys are no cookies."""
    views = {"GET": get, "HEAD": get, "POST": post}

    @csrf_exempt
    def view(request: HttpRequest, form: str, **named: str) -> HttpResponse:
        if request.method == "OPTIONS":
            return preflight()
        if form not in TYPES:
            return fault_answer(Fault(HTTPStatus.NOT_FOUND, "the format must be json or xml"), "json")
        try:
            asked_for = views.get(request.method or "")
            if asked_for is None:
                allowed = ", ".join(name for name, one in views.items() if one)
                raise Fault(HTTPStatus.METHOD_NOT_ALLOWED, "this can't be done here", headers={"Allow": allowed})
            with translation.override("pl"):
                return asked_for(asked_of(request), form, **named)
        except Fault as fault:
            return fault_answer(fault, form)
        except Exception as error:
            return fault_answer(fault_of(problem_of(error, request.path)), form)

    return view


def _nothing(request: HttpRequest, form: str = "json", **named: str) -> HttpResponse:
    return fault_answer(Fault(HTTPStatus.NOT_FOUND, "there is nothing at this address"), "json")


_root = ROOT.lstrip("/")
app_name = "georeport"
urlpatterns = [
    path(f"{_root}/discovery.<slug:form>", served(services.discovery), name="discovery"),
    path(f"{_root}/services.<slug:form>", served(services.services), name="services"),
    path(f"{_root}/services/<slug:code>.<slug:form>", served(services.definition), name="definition"),
    path(f"{_root}/requests.<slug:form>", served(requests.listed, posting.post), name="requests"),
    path(f"{_root}/requests/<slug:number>.<slug:form>", served(requests.one), name="request"),
    path(f"{_root}/servicerequestupdates.<slug:form>", served(updates.listed, updates.post), name="updates"),
    re_path(rf"^{_root}/", csrf_exempt(_nothing), name="nothing"),
]
