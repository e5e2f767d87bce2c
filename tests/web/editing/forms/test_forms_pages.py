"""Editors' pages of forms: versions come in, are tried and end; nothing of a bad file is kept."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.knowledge import operations
from infolinia.knowledge.models import Form, FormFile
from infolinia.knowledge.operations import NewVersion
from tests.knowledge.pdf import samples
from tests.web.units.conftest import As

TYPED = {
    "code": "wniosek", "title": "Wniosek na próbę", "version": "1.09.2026", "language": "pl", "kind": "standard",
    "valid_from": "2026-09-01", "valid_to": "", "unit": "", "note": "",
}  # fmt: skip


def sent(content: bytes, **told: str) -> dict[str, object]:
    return TYPED | told | {"file": SimpleUploadedFile("druk.pdf", content, "application/pdf")}


@pytest.fixture
def form_id(db: None) -> int:
    """A form with fields, valid since last year."""
    new = NewVersion(code="wniosek", version="1", title="Wniosek na próbę", valid_from=date(2025, 1, 1))
    return operations.add_form_version(new=new, content=samples.form(), by=None, at=now())


def test_a_new_version_is_checked_kept_and_leads_to_its_fields(as_: As, ewa: Staff, form_id: int) -> None:
    answer = as_(ewa).post("/wiedza/druki/wniosek/nowa-wersja", sent(samples.form(number="2")))
    new = Form.objects.get(version="1.09.2026")
    assert answer["Location"] == f"/wiedza/druki/wersja/{new.pk}/pola"
    assert (new.added_by_id, new.valid_from) == (ewa.pk, date(2026, 9, 1))
    assert Form.objects.get(pk=form_id).valid_to == date(2026, 8, 31)
    page = as_(ewa).get("/wiedza/druki/wniosek").content.decode()
    assert "1.09.2026" in page
    assert new.content is not None
    assert new.content.sha256 in page


@pytest.mark.parametrize(
    ("what", "content", "told", "said"),
    [
        ("a script", samples.pdf(samples.orphan_script), {}, "JavaScript"),
        ("a password", samples.pdf(lambda writer: writer.encrypt("x")), {}, "ma hasło"),
        ("no PDF", b"<html>", {}, "To nie jest plik PDF"),
        ("broken", samples.pdf()[:150], {}, "uszkodzony"),
        ("no file", b"", {}, "pusty"),
        ("a version twice", samples.form(), {"version": "1", "valid_from": "2027-01-01"}, "już istnieje"),
        ("on the same days", samples.form(), {"valid_from": "2025-01-01"}, "obowiązuje już inna wersja"),
        ("a code that is none", samples.form(), {"code": "Zły kod!"}, "Kod"),
        ("ends before it begins", samples.form(), {"valid_to": "2020-01-01"}, "wypada przed pierwszym"),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_field(
    as_: As, ewa: Staff, form_id: int, what: str, content: bytes, told: dict[str, str], said: str
) -> None:
    answer = as_(ewa).post("/wiedza/druki/nowy", sent(content, **told))
    assert answer.status_code == 422, what
    assert said in answer.content.decode(), what
    assert (Form.objects.count(), FormFile.objects.count()) == (1, 1), "nothing half taken"
    assert Form.objects.get().valid_to is None


def test_fields_are_chosen_and_tried_on_invented_data(as_: As, ewa: Staff, form_id: int) -> None:
    page = as_(ewa).get(f"/wiedza/druki/wersja/{form_id}/pola").content.decode()
    assert "Imię i nazwisko" in page
    answer = as_(ewa).post(f"/wiedza/druki/wersja/{form_id}/pola", {"pole-0": "name", "pole-3": "subject"})
    assert answer.status_code == 302
    assert Form.objects.get(pk=form_id).field_map == {"imie": "name", "opis": "subject"}
    trial = as_(ewa).get(f"/wiedza/druki/wersja/{form_id}/proba")
    fields = PdfReader(BytesIO(trial.content)).get_fields() or {}
    assert fields["imie"].value == "Łucja Żółć-Śliwińska"
    assert (trial["Cache-Control"], trial["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert trial["Content-Disposition"].startswith("inline")


def test_a_version_ends_on_a_day(as_: As, ewa: Staff, form_id: int) -> None:
    as_(ewa).post(f"/wiedza/druki/wersja/{form_id}/koniec", {"do": "2026-01-31"})
    assert Form.objects.get(pk=form_id).valid_to == date(2026, 1, 31)
    page = as_(ewa).get("/wiedza/druki?stan=expired").content.decode()
    assert "nie obowiązuje" in page
    for wrong in ("", "2020-01-01", "jutro"):
        as_(ewa).post(f"/wiedza/druki/wersja/{form_id}/koniec", {"do": wrong})
    assert Form.objects.get(pk=form_id).valid_to == date(2026, 1, 31)


PLACES = ["/wiedza/druki", "/wiedza/druki/wniosek", "/wiedza/druki/wersja/{}/pola", "/wiedza/druki/wersja/{}/plik"]


@pytest.mark.parametrize("path", PLACES)
def test_supervisors_read_and_advisers_do_not(
    as_: As, ewa: Staff, marek: Staff, zofia: Staff, form_id: int, path: str
) -> None:
    address = path.format(form_id)
    assert [as_(person).get(address).status_code for person in (ewa, marek, zofia)] == [200, 200, 403]


def test_only_editors_write(as_: As, marek: Staff, form_id: int) -> None:
    assert as_(marek).post("/wiedza/druki/nowy", sent(samples.form())).status_code == 403
    assert as_(marek).post(f"/wiedza/druki/wersja/{form_id}/pola", {}).status_code == 403
    assert as_(marek).post(f"/wiedza/druki/wersja/{form_id}/koniec", {"do": "2026-01-31"}).status_code == 403
    assert "Nowy druk" not in as_(marek).get("/wiedza/druki").content.decode()


def test_empty_lists_say_what_will_appear(as_: As, ewa: Staff) -> None:
    assert "Nie ma jeszcze druków" in as_(ewa).get("/wiedza/druki").content.decode()
    assert "Żaden druk tu nie pasuje" in as_(ewa).get("/wiedza/druki?q=x").content.decode()
    assert as_(ewa).get("/wiedza/druki/nie-ma").status_code == 404
