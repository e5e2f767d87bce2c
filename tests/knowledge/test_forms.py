"""Forms on a real database: versions that stay, the one of a day, papers made from them."""

import hashlib
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError, ProgrammingError
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from infolinia.city.models import Unit
from infolinia.core.clock import city_day
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import Form, FormFile
from infolinia.knowledge.operations import CannotKeepForm, CannotTakePdf, NewVersion
from infolinia.knowledge.queries import Addressee, CannotPrepare, Office, Person
from tests.knowledge.conftest import Publish
from tests.knowledge.pdf import samples

PDF = samples.form()
SHA = hashlib.sha256(PDF).hexdigest()
NEW = NewVersion(code="wniosek", version="1.01.2025", title="Wniosek na próbę", valid_from=date(2025, 1, 1))
OFFICE = Office("Gdynia", "58 000 00 00", "https://miasto.example.org")


def add(at: datetime, content: bytes = PDF, **told: object) -> int:
    return operations.add_form_version(new=replace(NEW, **told), content=content, by=None, at=at)  # type: ignore[arg-type]


@pytest.fixture
def versions(db: None, at: datetime) -> tuple[int, int]:
    """Two versions, one after the other."""
    return add(at), add(at, samples.form(number="wersja 2"), version="1.06.2026", valid_from=date(2026, 6, 1))


def test_the_version_of_a_day_is_the_one_that_was_sent_then(versions: tuple[int, int]) -> None:
    old, new = versions
    on = {
        day: queries.form_version("wniosek", day) for day in (date(2026, 5, 31), date(2026, 6, 1), date(2024, 12, 31))
    }
    assert [view.id if view else None for view in on.values()] == [old, new, None]
    sent = on[date(2026, 5, 31)]
    assert sent and (sent.sha256, sent.valid_to) == (SHA, date(2026, 5, 31))
    assert queries.form_content(SHA) == PDF
    again = queries.form_of_file("wniosek", SHA)
    assert again and again.id == old
    assert queries.form_of_file("inny", SHA) is None
    assert queries.form_content("0" * 64) is None


def test_languages_and_large_print_are_valid_beside_each_other(versions: tuple[int, int], at: datetime) -> None:
    large = add(at, samples.form(is_large=True), kind="large_print", version="1.06.2026", valid_from=date(2026, 6, 1))
    english = add(at, samples.form(language="en"), language="en", version="1.06.2026", valid_from=date(2026, 6, 1))
    day = date(2026, 7, 1)
    assert [view.id for view in queries.forms_of(["wniosek"], day)] == [versions[1], large]
    assert [view.id for view in queries.forms_of(["wniosek"], day, "en")] == [english, large]
    assert [view.id for view in queries.forms_of(["wniosek"], day, "uk")] == [versions[1], large]


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("valid on the same day as another", {"version": "x", "valid_from": date(2026, 6, 1)}),
        ("between two others", {"version": "x", "valid_from": date(2025, 3, 1), "valid_to": date(2025, 4, 1)}),
        ("the same name again", {"version": "1.06.2026", "valid_from": date(2027, 1, 1)}),
        ("ends before it begins", {"version": "x", "valid_from": date(2027, 1, 1), "valid_to": date(2026, 12, 1)}),
        ("a code that is none", {"code": "Wniosek o coś", "version": "x", "valid_from": date(2027, 1, 1)}),
        ("a language nobody offers", {"language": "xx", "version": "x", "valid_from": date(2027, 1, 1)}),
        ("no title", {"title": " ", "version": "x", "valid_from": date(2027, 1, 1)}),
    ],
)
def test_a_version_that_cannot_stand_beside_the_others_is_refused(
    versions: tuple[int, int], at: datetime, what: str, told: dict[str, object]
) -> None:
    with pytest.raises(CannotKeepForm):
        add(at, **told)
    assert Form.objects.count() == 2, what
    assert Form.objects.get(pk=versions[1]).valid_to is None, "nothing is half taken"


def test_a_bad_file_is_refused_and_nothing_is_kept(versions: tuple[int, int], at: datetime) -> None:
    with pytest.raises(CannotTakePdf):
        add(at, samples.pdf(samples.orphan_script), version="x", valid_from=date(2027, 1, 1))
    assert (Form.objects.count(), FormFile.objects.count()) == (2, 2)


def test_the_database_itself_refuses_overlapping_validity(versions: tuple[int, int]) -> None:
    with pytest.raises(IntegrityError, match="knowledge_form_one_valid"), transaction.atomic():
        Form.objects.filter(pk=versions[0]).update(valid_to=date(2026, 6, 1))


@pytest.mark.parametrize("statement", ["delete from knowledge_form", "delete from knowledge_formfile"])
def test_the_database_itself_refuses_to_delete_a_version(versions: tuple[int, int], statement: str) -> None:
    with (
        pytest.raises((ProgrammingError, InternalError, IntegrityError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Form.objects.count() == 2


@pytest.mark.parametrize(
    "change", [{"version": "x"}, {"code": "inny"}, {"language": "en"}, {"kind": "large_print"}, {"content": None}]
)
def test_what_a_version_is_never_changes(versions: tuple[int, int], change: dict[str, object]) -> None:
    with pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
        Form.objects.filter(pk=versions[0]).update(**change)


def test_a_file_is_kept_once(versions: tuple[int, int], at: datetime) -> None:
    add(at, code="inny")
    assert FormFile.objects.count() == 2
    with pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
        FormFile.objects.update(content=b"%PDF-other")


def test_a_form_is_ended_and_then_called_expired(versions: tuple[int, int], at: datetime) -> None:
    last = city_day(at) - timedelta(days=1)
    operations.end_form_version(form_id=versions[1], last_day=last, at=at)
    assert queries.catalogue(city_day(at)) == []
    (group,) = queries.catalogue(city_day(at), with_expired=True)
    assert (group.is_expired, group.latest.state(city_day(at))) == (True, "past")
    with pytest.raises(CannotKeepForm):
        operations.end_form_version(form_id=versions[1], last_day=date(2026, 1, 1), at=at)


def test_the_catalogue_is_sorted_in_polish_and_searched_without_diacritics(db: None, at: datetime) -> None:
    for code, title in (("zgloszenie", "Zgłoszenie psa"), ("lampa", "Łatwy wniosek"), ("lada", "Lada wniosek")):
        add(at, code=code, title=title)
    on = city_day(at)
    assert [group.title for group in queries.catalogue(on)] == ["Lada wniosek", "Łatwy wniosek", "Zgłoszenie psa"]
    assert [group.code for group in queries.catalogue(on, "latwy")] == ["lampa"]
    with CaptureQueriesContext(connection) as seen:
        queries.catalogue(on)
    assert len(seen) <= 2
    assert not any(
        '"content"."content"' in query["sql"] or '"knowledge_formfile"."content"' in query["sql"] for query in seen
    )


def test_a_form_names_the_cards_that_use_it(versions: tuple[int, int], at: datetime, publish: Publish) -> None:
    publish("dowod", "Dowód osobisty", forms=["wniosek"])
    publish("pies", "Pies")
    history = queries.form_history("wniosek", city_day(at))
    assert history is not None
    assert [view.version for view in history.versions] == ["1.06.2026", "1.01.2025"]
    assert [link.code for link in history.cards] == ["dowod"]
    card = queries.card("dowod", day=city_day(at))
    assert card is not None
    assert [(form.version, len(form.sha256), form.is_fillable) for form in card.forms] == [("1.06.2026", 64, True)]
    assert queries.form_history("nie-ma", city_day(at)) is None


def test_what_goes_where_is_guessed_and_then_chosen_by_an_editor(versions: tuple[int, int]) -> None:
    form_id = versions[0]
    assert Form.objects.get(pk=form_id).field_map == {"imie": "name", "telefon": "phone", "email": "email"}
    operations.map_form_fields(form_id=form_id, field_map={"imie": "name", "telefon": "", "opis": "subject"})
    assert Form.objects.get(pk=form_id).field_map == {"imie": "name", "opis": "subject"}
    for wrong in ({"zgoda": "name"}, {"nie-ma": "name"}, {"imie": "pesel"}):
        with pytest.raises(CannotKeepForm):
            operations.map_form_fields(form_id=form_id, field_map=wrong)


def test_a_form_is_filled_with_what_is_known(versions: tuple[int, int], at: datetime) -> None:
    form = queries.form_by_id(versions[1])
    assert form is not None
    asked = queries.fields_to_fill(form, Person("Łucja Żółć", "500 000 014"), OFFICE, at)
    assert asked == [
        ("name", "Imię i nazwisko", "Łucja Żółć"),
        ("phone", "Telefon", "500 000 014"),
        ("email", "E-mail", ""),
    ]
    paper = queries.filled_paper(versions[1], {"name": "Łucja Żółć", "email": "", "pesel": "1"})
    fields = PdfReader(BytesIO(paper.content)).get_fields() or {}
    assert (fields["imie"].value, fields["telefon"].value) == ("Łucja Żółć", None)
    assert paper.filename == "wniosek-pl-1.06.2026.pdf"
    assert queries.filled_paper(versions[1], {"name": "Bardzo " * 17}).cut == ()
    assert queries.form_content(form.sha256) != paper.content
    assert FormFile.objects.count() == 2, "a filled form is stored nowhere"


def test_a_letter_carries_forms(versions: tuple[int, int], roads: Unit, at: datetime) -> None:
    large = add(at, samples.pdf(pages=2), code="stary", title="Druk bez pól", unit_id=roads.pk)
    to = Addressee(("Łucja Żółć", "ul. Zielona 7", "81-000 Gdynia"), reference="INF-2026-000123")
    paper = queries.carried_paper([large, versions[1]], to, OFFICE, at, {"name": "Łucja Żółć"})
    reader = PdfReader(BytesIO(paper.content))
    text = reader.pages[0].extract_text()
    assert len(reader.pages) == 1 + 2 + 1
    wanted = ("Druki, o które Państwo prosili", "Łucja Żółć", "24 listopada 2026", "INF-2026-000123", roads.name)
    enclosed = ("Druk bez pól, wersja 1.01.2025 (2 strony)", "Wniosek na próbę, wersja 1.06.2026 (1 strona)")
    for words in (*wanted, *enclosed):
        assert words in text, words
    assert reader.root_object["/Lang"] == "pl"
    with pytest.raises(CannotPrepare):
        queries.filled_paper(large, {"name": "x"})


def test_a_form_without_a_file_cannot_be_prepared(db: None) -> None:
    form = Form.objects.create(code="papier", version="1", title="Tylko na papierze", valid_from=date(2025, 1, 1))
    for prepare in (lambda: queries.blank_paper(form.pk), lambda: queries.blank_paper(0)):
        with pytest.raises(CannotPrepare):
            prepare()
