"""The copy of everything about a person: a PDF to read, JSON for machines, files beside them, nobody else's data."""

import io
import json
import zipfile
from datetime import datetime
from typing import Any

import pypdf
import pytest

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import Reading
from infolinia.correspondence.models import Message
from infolinia.journeys.people import copying
from tests.journeys.people.conftest import Known, Maker

pytestmark = pytest.mark.django_db


def opened(halina: Known, by: Staff, at: datetime) -> zipfile.ZipFile:
    content = copying.copy(resident_id=halina.id, by_id=by.pk, reason="OR.1431.8.2026", at=at)
    return zipfile.ZipFile(io.BytesIO(content))


def sections(packed: zipfile.ZipFile) -> dict[str, list[dict[str, Any]]]:
    told = json.loads(packed.read("dane.json"))
    return {one["code"]: one["rows"] for one in told["sections"]}


def test_every_room_tells_what_it_knows(halina: Known, administrator: Staff, at: datetime) -> None:
    told = sections(opened(halina, administrator, at))
    assert told["contacts.Resident"][0]["name"] == "Halina Zatoka"
    assert told["contacts.ContactPoint"][0]["value"] == "+48500000014"
    assert told["contacts.Question"][0]["note"] == "Halina Zatoka pyta o dziurę"
    assert told["matters.Matter"][0]["number"] == halina.matter.number
    assert len(told["matters.StoryEvent"]) >= 3
    assert len(told["correspondence.Message"]) == Message.objects.count()


def test_the_pdf_is_tagged_and_reads_like_a_page(halina: Known, administrator: Staff, at: datetime) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(opened(halina, administrator, at).read("dane.pdf")))
    text = "\n".join(page.extract_text() for page in pdf.pages)
    assert "Kopia danych osobowych" in text
    assert "Halina Zatoka" in text
    assert "/StructTreeRoot" in pdf.trailer["/Root"]


def test_nothing_of_others_is_in_it(halina: Known, known: Maker, administrator: Staff, at: datetime) -> None:
    known("Hanna Rejda", "500000015")
    packed = opened(halina, administrator, at)
    text = packed.read("dane.json").decode()
    assert not any(word in text for word in ("Hanna", "500000015", "Zofia Bryza", "Piotr Kotwica"))


def test_that_it_was_made_is_in_the_log(halina: Known, administrator: Staff, at: datetime) -> None:
    opened(halina, administrator, at)
    line = Reading.objects.filter(staff=administrator).get()
    assert (line.what, line.reason, line.resident_id) == ("kopia wszystkich danych", "OR.1431.8.2026", halina.id)


def test_who_is_gone_has_no_copy(halina: Known, administrator: Staff, at: datetime) -> None:
    contacts.forget_residents([halina.id], before=at, at=at)
    with pytest.raises(copying.CannotCopy):
        opened(halina, administrator, at)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("otrzymane/1/../../etc/passwd", "otrzymane/1/etc/passwd"),
        ("/otrzymane/x.pdf", "otrzymane/x.pdf"),
        ("a\\..\\b.pdf", "a/b.pdf"),
        ("zdjęcie: dziura.jpg", "zdjęcie- dziura.jpg"),
    ],
)
def test_no_file_leaves_the_folder(name: str, safe: str) -> None:
    assert copying._safe(name) == safe
