"""Files of a matter and mailed links on its page."""

from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from infolinia.city.models import Staff
from infolinia.contacts.models import Reading
from infolinia.core.clock import now
from infolinia.matters import operations as matters
from infolinia.matters import queries
from infolinia.matters.models import GuestLink, MatterFile
from infolinia.matters.shapes import Registered
from infolinia.matters.shapes.files import NewFile
from infolinia.web.units.steps.table import SIDE_STEPS, STEPS
from tests.web.public.test_guests import photo
from tests.web.units.conftest import As

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> datetime:
    return now()


def test_an_officer_adds_a_file_and_shows_it_to_the_resident(as_: As, piotr: Staff, taken: Registered) -> None:
    browser = as_(piotr)
    page = reverse("units:matter", args=[taken.id])
    sent = {"attachments": [SimpleUploadedFile("wizja.jpg", photo()), SimpleUploadedFile("notatka.txt", b"Z wizji.")]}
    answer = browser.post(reverse("units:files_add", args=[taken.id]), sent)
    assert (answer.status_code, answer["Location"]) == (302, page)
    shown = browser.get(page).content.decode()
    assert "wizja.jpg" in shown
    assert "tylko urząd" in shown
    row = MatterFile.objects.get(name="wizja.jpg")
    browser.post(reverse("units:file_show", args=[taken.id, row.pk]), {"visible": "1"})
    assert [one.name for one in queries.files_of(taken.id, for_resident=True)] == ["wizja.jpg"]
    browser.post(reverse("units:file_show", args=[taken.id, row.pk]), {"visible": "0"})
    assert queries.files_of(taken.id, for_resident=True) == []


@pytest.mark.parametrize(
    ("sent", "said"),
    [({}, "Wybierz plik."), ({"attachments": SimpleUploadedFile("a.exe", b"MZ" + b"\0" * 60)}, "nie możemy przyjąć")],
)
def test_what_is_no_file_is_named(
    as_: As, piotr: Staff, taken: Registered, sent: dict[str, SimpleUploadedFile], said: str
) -> None:
    answer = as_(piotr).post(reverse("units:files_add", args=[taken.id]), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not MatterFile.objects.exists()


def test_what_is_far_too_large_is_refused_unread(as_: As, piotr: Staff, taken: Registered) -> None:
    path = reverse("units:files_add", args=[taken.id])
    answer = as_(piotr).post(path, {}, headers={"Content-Length": str(40 * 1024 * 1024)})
    assert answer.status_code == 413


def test_a_file_has_no_power_and_its_reading_is_written_down(
    as_: As, piotr: Staff, taken: Registered, at: datetime
) -> None:
    hostile = NewFile("list.txt", b"<script>alert(document.cookie)</script>")
    (ident,) = matters.add_files(matter_id=taken.id, files=[hostile], by_id=None, at=at, visible=True)
    before = Reading.objects.count()
    answer = as_(piotr).get(reverse("units:matter_file", args=[taken.id, ident]))
    assert answer["Content-Type"].startswith("text/plain")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert Reading.objects.count() == before + 1


def test_another_unit_sees_adds_and_takes_back_nothing(
    as_: As, piotr: Staff, outsider: Staff, taken: Registered, at: datetime
) -> None:
    (ident,) = matters.add_files(
        matter_id=taken.id, files=[NewFile("a.txt", b"tekst")], by_id=piotr.pk, at=at, visible=False
    )
    matters.ask_resident(matter_id=taken.id, question="Gdzie?", by_id=piotr.pk, at=at)
    link = GuestLink.objects.get()
    browser = as_(outsider)
    assert browser.get(reverse("units:matter_file", args=[taken.id, ident])).status_code == 404
    sent = {"attachments": SimpleUploadedFile("b.txt", b"tekst")}
    assert browser.post(reverse("units:files_add", args=[taken.id]), sent).status_code == 404
    assert browser.post(reverse("units:file_show", args=[taken.id, ident]), {"visible": "1"}).status_code == 404
    assert browser.post(reverse("units:link_take_back", args=[taken.id, link.pk])).status_code == 404
    link.refresh_from_db()
    assert link.revoked_at is None
    assert MatterFile.objects.count() == 1


def test_a_file_of_another_matter_is_not_found(
    as_: As, piotr: Staff, taken: Registered, register: object, at: datetime
) -> None:
    other = register()  # type: ignore[operator]
    (ident,) = matters.add_files(
        matter_id=other.id, files=[NewFile("a.txt", b"tekst")], by_id=piotr.pk, at=at, visible=False
    )
    browser = as_(piotr)
    assert browser.get(reverse("units:matter_file", args=[taken.id, ident])).status_code == 404
    assert browser.post(reverse("units:file_show", args=[taken.id, ident]), {"visible": "1"}).status_code == 404


def test_the_unit_orders_with_a_chosen_photo_and_takes_the_link_back(
    as_: As, piotr: Staff, taken: Registered, at: datetime
) -> None:
    shown, hidden = matters.add_files(
        matter_id=taken.id,
        files=[NewFile("dziura.jpg", photo()), NewFile("dane.txt", b"PESEL")],
        by_id=None,
        at=at,
        visible=True,
    )
    browser = as_(piotr)
    sent = {
        "version": queries.version(taken.id),
        "contractor": "Zakład Robót",
        "to_email": "zaklad@example.com",
        "text": "Załatać.",
        "days": "30",
        "shown_files": [str(shown)],
    }
    slug = next(each.slug for each in (*STEPS, *SIDE_STEPS) if each.may == "contract")
    answer = browser.post(reverse("units:step", args=[taken.id, slug]), sent)
    assert answer.status_code == 302, answer.content.decode()
    link = GuestLink.objects.get()
    assert link.file_ids == [str(shown)]
    page = browser.get(reverse("units:matter", args=[taken.id])).content.decode()
    assert "zaklad@example.com" in page
    assert "jeszcze nie otwarty" in page
    browser.post(reverse("units:link_take_back", args=[taken.id, link.pk]))
    link.refresh_from_db()
    assert link.revoked_at is not None
    assert hidden not in link.file_ids


def test_each_picture_of_a_page_costs_little_and_the_page_is_one_reading(
    as_: As, piotr: Staff, taken: Registered, at: datetime, django_assert_max_num_queries: Any
) -> None:
    files = [NewFile(f"{number}.txt", b"tekst") for number in range(3)]
    idents = matters.add_files(matter_id=taken.id, files=files, by_id=None, at=at, visible=True)
    browser = as_(piotr)
    browser.get(reverse("units:matter", args=[taken.id]))
    before = Reading.objects.count()
    for ident in idents:
        with django_assert_max_num_queries(10):
            assert browser.get(reverse("units:matter_file", args=[taken.id, ident])).status_code == 200
    assert Reading.objects.count() == before
