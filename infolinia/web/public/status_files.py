"""Files of a matter on its resident's page: each by an address of its own that works for an hour."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.matters.queries import file_of
from infolinia.matters.shapes import PublicStatus
from infolinia.matters.shapes.files import MatterFileLine
from infolinia.web.components.files import stored_response

_SALT = "infolinia.public.file"
LASTS = timedelta(hours=1)


@dataclass(frozen=True)
class FileLink:
    """A file and the address at which the reader of this page, and nobody else, opens it for some time."""

    line: MatterFileLine
    url: str


def links(found: PublicStatus) -> list[FileLink]:
    """Return the files that the reader may see, each with its address. The code of the matter is in none of them."""
    return [FileLink(one, _url(found.id, one.id)) for one in found.files]


@never_cache
@require_safe
def file(request: HttpRequest, signed: str) -> HttpResponse:
    """Give a file to whoever was shown its address within the hour, while the resident may see it."""
    try:
        matter_id, file_id = signing.loads(signed, salt=_SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError) as error:
        raise Http404 from error
    found = file_of(UUID(matter_id), UUID(file_id))
    if found is None or not found.line.visible_to_resident:
        raise Http404
    contacts.log_reading(
        staff_id=None, at=now(), why="resident", what="plik na stronie sprawy", matter_id=UUID(matter_id)
    )
    return stored_response(found)


def _url(matter_id: UUID, file_id: UUID) -> str:
    return reverse("public:matter_file", args=[signing.dumps([str(matter_id), str(file_id)], salt=_SALT)])
