"""Editors' pages of the responsibility map: lines are written, tried, and come from files."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from infolinia.city.models import Staff, Street, Unit
from infolinia.core.clock import now
from infolinia.knowledge import operations
from infolinia.knowledge.models import Responsibility
from infolinia.knowledge.rules.map_file import Row
from tests.web.units.conftest import As

TYPED = {
    "topic": "Latarnie", "words": "latarnia, lampa", "with_words": "", "category": "", "subject": "", "district": "",
    "street": "", "numbers": "", "parity": "", "unit": "zdiz-oswietlenie", "hand_over_text": "", "basis": "",
    "valid_from": "2026-01-01", "valid_to": "",
}  # fmt: skip


@pytest.fixture
def line_id(roads: Unit, lamps: Unit) -> int:
    """Lamps are the lamps section's."""
    Unit.objects.create(code="spoldzielnia", name="Zarządca osiedla", kind="outside", valid_from=date(2020, 1, 1))
    Street.objects.create(name="ul. Zielona")
    row = Row(line=0, topic="Latarnie", unit="zdiz-oswietlenie", words=("latarnia",), valid_from=date(2026, 1, 1))
    return operations.keep_line(row=row, at=now())


def test_a_line_is_written_and_answers_at_once(as_: As, ewa: Staff, line_id: int) -> None:
    typed = TYPED | {"topic": "Na osiedlu", "with_words": "spółdzielnia", "unit": "spoldzielnia"}
    assert as_(ewa).post("/wiedza/kto-czym/nowy", typed).status_code == 302
    page = as_(ewa).get("/wiedza/kto-czym?slowa=latarnia na osiedlu spoldzielni").content.decode()
    assert "<b>Zarządca osiedla</b>" in page
    assert "poza urzędem" in page
    page = as_(ewa).get("/wiedza/kto-czym?slowa=skradziony rower").content.decode()
    assert "Nie wiadomo." in page


def test_a_line_is_changed_ended_and_taken_away(as_: As, ewa: Staff, line_id: int) -> None:
    assert "latarnia" in as_(ewa).get(f"/wiedza/kto-czym/wpis/{line_id}").content.decode()
    as_(ewa).post(f"/wiedza/kto-czym/wpis/{line_id}", TYPED | {"street": "Zielona", "numbers": "1-9", "parity": "odd"})
    line = Responsibility.objects.get(pk=line_id)
    assert (line.number_from, line.number_to, line.parity, line.words) == (1, 9, "odd", ["latarnia", "lampa"])
    as_(ewa).post(f"/wiedza/kto-czym/wpis/{line_id}/koniec", {"do": "2026-01-31"})
    assert Responsibility.objects.get(pk=line_id).valid_to == date(2026, 1, 31)
    as_(ewa).post(f"/wiedza/kto-czym/wpis/{line_id}/usun")
    assert not Responsibility.objects.exists()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"words": ""}, "Podaj słowa, rodzaj albo temat"),
        ({"street": "Nieznana"}, "nie znamy ulicy"),
        ({"numbers": "dużo", "street": "Zielona"}, "numery: podaj"),
        ({"numbers": "1-9"}, "tylko przy ulicy"),
        ({"valid_to": "2020-01-01"}, "wypada przed pierwszym"),
        ({"topic": ""}, "To pole jest wymagane"),
        ({"words": "latarnia"}, "obowiązuje już inny wpis"),
    ],
)
def test_what_cannot_be_kept_is_told(as_: As, ewa: Staff, line_id: int, told: dict[str, str], said: str) -> None:
    answer = as_(ewa).post("/wiedza/kto-czym/nowy", TYPED | told)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Responsibility.objects.count() == 1


HEADER = "sprawa;slowa;kto;od;nazwa;telefon\n"


def csv(text: str) -> dict[str, object]:
    return {"csv": SimpleUploadedFile("mapa.csv", text.encode(), "text/csv")}


def test_a_file_is_shown_and_then_taken(as_: As, ewa: Staff, line_id: int) -> None:
    editor = as_(ewa)
    page = editor.post("/wiedza/kto-czym/plik", csv(HEADER + "Szyldy;szyld;zdiz-utrzymanie;2026-02-01;;"))
    assert (page.status_code, Responsibility.objects.count()) == (200, 1)
    kept = page.context["kept"]
    assert "Szyldy" in page.content.decode()
    assert editor.post("/wiedza/kto-czym/plik", {"plik": kept}).status_code == 302
    assert Responsibility.objects.count() == 2
    assert "Szyldy" in editor.get("/wiedza/kto-czym/mapa.csv").content.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEADER + "Dobre;szyld;zdiz-utrzymanie;2026-02-01;;\nZłe;szyldy;nie-ma;2026-02-01;;", "nie znamy komórki"),
        (HEADER + "=1+1;szyld;zdiz-utrzymanie;2026-02-01;;", "formuła"),
        ("PK\x03\x04", "arkusza"),
        ("", "Nic z pliku nie wzięto"),
    ],
)
def test_a_bad_file_is_told_and_nothing_is_taken(as_: As, ewa: Staff, line_id: int, text: str, said: str) -> None:
    answer = as_(ewa).post("/wiedza/kto-czym/plik", csv(text))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Responsibility.objects.count() == 1


def test_a_preview_that_somebody_changed_is_not_taken(as_: As, ewa: Staff, line_id: int) -> None:
    answer = as_(ewa).post("/wiedza/kto-czym/plik", {"plik": "cokolwiek"})
    assert (answer.status_code, "Podgląd wygasł" in answer.content.decode()) == (422, True)


def test_the_contact_of_a_body_is_changed_and_unconfirmed(as_: As, ewa: Staff, line_id: int) -> None:
    Unit.objects.filter(code="spoldzielnia").update(is_contact_confirmed=True)
    typed = {
        "name": "Zarządca osiedla",
        "phone": "58 000 00 98",
        "hours_text": "",
        "website": "",
        "place": "",
        "hand_over_text": "",
    }
    as_(ewa).post("/wiedza/kto-czym/instytucja/spoldzielnia", typed)
    body = Unit.objects.get(code="spoldzielnia")
    assert (body.phone, body.is_contact_confirmed) == ("58 000 00 98", False)
    wrong = as_(ewa).post("/wiedza/kto-czym/instytucja/spoldzielnia", typed | {"website": "javascript:alert(1)"})
    assert wrong.status_code == 422
    assert as_(ewa).get("/wiedza/kto-czym/instytucja/zdiz-oswietlenie").status_code == 404


def test_supervisors_read_and_advisers_do_not(as_: As, ewa: Staff, marek: Staff, zofia: Staff, line_id: int) -> None:
    assert [as_(person).get("/wiedza/kto-czym").status_code for person in (ewa, marek, zofia)] == [200, 200, 403]
    for path in ("nowy", "plik", f"wpis/{line_id}", "instytucja/spoldzielnia"):
        assert as_(marek).get(f"/wiedza/kto-czym/{path}").status_code == 403
    assert as_(marek).get("/wiedza/kto-czym/mapa.csv").status_code == 200


def test_empty_lists_say_what_will_appear(as_: As, ewa: Staff) -> None:
    assert "Mapa jest pusta" in as_(ewa).get("/wiedza/kto-czym").content.decode()
    assert "Żaden wpis tu nie pasuje" in as_(ewa).get("/wiedza/kto-czym?q=x").content.decode()
