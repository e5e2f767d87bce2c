"""A resident leaves a number and is called back in turn: the same promise as by keys, without a script."""

from http import HTTPStatus

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from infolinia.core.address import client_address
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.core.phones import readable
from infolinia.telephony.callbacks import operations, queries
from infolinia.web.public.forms import AskForCallBack
from infolinia.web.public.views import line_now


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call_back(request: HttpRequest) -> HttpResponse:
    """Ask for the number, and say what was promised."""
    at, form = now(), AskForCallBack(request.POST or None)
    rules = queries.rules()
    context = line_now(at) | {"form": form, "rules": rules, "is_offered": rules.is_on and rules.on_web}
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            operations.ask_on_web(**told, address=client_address(request), at=at)
        except Cannot as refusal:
            form.add_error(None, str(refusal))
        else:
            number = readable(operations.allowed(told["number"]))
            return render(request, "public/call_back_promised.html", context | {"number": number})
    refused = form.has_error(NON_FIELD_ERRORS)
    code = HTTPStatus.TOO_MANY_REQUESTS if refused else HTTPStatus.OK
    return render(request, "public/call_back.html", context, status=code)
