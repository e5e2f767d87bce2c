"""Editors' pages of the kinds of matter: the tree, the form with its questions, who may, what residents are asked."""

from typing import Any

import pytest
from django.test import Client

from infolinia.city.models import Staff, Unit
from infolinia.matters.models import Category
from tests.matters.conftest import kinds
from tests.web.rights import DOOR, FORM, OPEN, REFUSED, ROLES, amiss
from tests.web.units.conftest import As

__all__ = ["kinds"]
pytestmark = pytest.mark.django_db

KEEPERS = (REFUSED, REFUSED, REFUSED, OPEN, OPEN, OPEN, DOOR)
EXPECTED = {
    "/wiedza/rodzaje": KEEPERS,
    "/wiedza/rodzaje/nowy": KEEPERS,
    "/wiedza/rodzaje/latarnia": KEEPERS,
    "/wiedza/rodzaje/latarnia/pytania": KEEPERS,
    "/wiedza/rodzaje/latarnia/wycofaj": (FORM,) * 7,
    "/wiedza/rodzaje/latarnia/przywroc": (FORM,) * 7,
}


@pytest.fixture
def editor(as_: As, ewa: Staff, kinds: None) -> Client:
    """Ewa's browser, without scripts."""
    return as_(ewa)


def form(client: Client, address: str = "/wiedza/rodzaje/latarnia", **fields: str) -> dict[str, str]:
    """Return what a browser sends when the page's form is submitted unchanged, or with other words."""
    context = client.get(address).context
    told: dict[str, Any] = {}
    for part in (context["form"], *context["asked_rows"], *context["ready_rows"]):
        told |= {bound.html_name: bound.value() for bound in part}
    for rows in (context["asked_rows"], context["ready_rows"]):
        told |= {bound.html_name: bound.value() for bound in rows.management_form}
    sent = {name: value for name, value in told.items() if value is not None and value is not False}
    return {name: "on" if value is True else str(value) for name, value in sent.items()} | fields


def asked(row: int, **fields: str) -> dict[str, str]:
    """Return the fields of one row of questions."""
    return {f"p-{row}-kind": "text", **{f"p-{row}-{name}": value for name, value in fields.items()}}


def test_every_role_at_every_address(
    as_: As, kinds: None, zofia: Staff, piotr: Staff, outsider: Staff, marek: Staff, ewa: Staff, administrator: Staff
) -> None:
    signed_in = (zofia, piotr, outsider, marek, ewa, administrator)
    people = {**{role: as_(one) for role, one in zip(ROLES, signed_in, strict=False)}, "guest": Client()}
    assert not amiss(people, {address: address for address in EXPECTED}, EXPECTED)


@pytest.mark.parametrize("what", ["", "/wycofaj", "/przywroc"])
def test_others_change_nothing(as_: As, kinds: None, zofia: Staff, piotr: Staff, what: str) -> None:
    for other in (zofia, piotr):
        answer = as_(other).post(f"/wiedza/rodzaje/latarnia{what}", {"name": "Ciemno", "version": "0"})
        assert answer.status_code == 403
    assert Category.objects.get(code="latarnia").name == "Nie świeci latarnia"
    assert Category.objects.get(code="latarnia").active


def test_the_tree_shows_groups_with_their_kinds(editor: Client, lamps: Unit) -> None:
    page = editor.get("/wiedza/rodzaje").content.decode()
    assert page.index("Transport i drogi") < page.index("Dziura w jezdni") < page.index("Nie świeci latarnia")
    assert "3 dni robocze" in page and lamps.short_name in page
    assert "może zagrażać" in page and "niepotwierdzony" in page


def test_a_kind_is_made_and_then_found_in_the_tree(editor: Client, roads: Unit) -> None:
    given = form(editor, "/wiedza/rodzaje/nowy", name="Zapadnięty chodnik", parent="drogi", unit=roads.code)
    answer = editor.post("/wiedza/rodzaje/nowy", given | {"promise": "10 working days"}, follow=True)
    assert "Dodano. Doradcy widzą to od następnego zgłoszenia." in answer.content.decode()
    row = Category.objects.get(code="zapadniety-chodnik")
    assert (row.name, row.unit, row.promise) == ("Zapadnięty chodnik", roads, "10 working days")


def test_submitting_the_form_unchanged_changes_nothing_but_the_version(editor: Client) -> None:
    before = Category.objects.filter(code="dziura-w-jezdni").values().get()
    answer = editor.post("/wiedza/rodzaje/dziura-w-jezdni", form(editor, "/wiedza/rodzaje/dziura-w-jezdni"))
    assert answer.status_code == 302
    after = Category.objects.filter(code="dziura-w-jezdni").values().get()
    assert after == before | {"version": 1}


def test_questions_with_a_condition_are_written_without_a_script(editor: Client) -> None:
    empty = editor.post("/wiedza/rodzaje/latarnia", form(editor) | {"do": "pytanie"})
    assert empty.status_code == 200 and 'name="p-0-label"' in empty.content.decode()
    assert Category.objects.get(code="latarnia").questions == [], "one row more is not saved yet"
    first = asked(0, label="Ile latarni?", kind="choice", choices="jedna\nkilka\n", required="on")
    editor.post("/wiedza/rodzaje/latarnia", form(editor) | first | {"p-TOTAL_FORMS": "1"})
    more = asked(1, label="Numer słupa?", when_question="ile-latarni", when_is="jedna; kilka")
    editor.post("/wiedza/rodzaje/latarnia", form(editor) | more | {"p-TOTAL_FORMS": "2"})
    assert Category.objects.get(code="latarnia").questions == [
        {
            "code": "ile-latarni",
            "label": "Ile latarni?",
            "kind": "choice",
            "required": True,
            "choices": ["jedna", "kilka"],
        },
        {
            "code": "numer-slupa",
            "label": "Numer słupa?",
            "kind": "text",
            "required": False,
            "when": {"question": "ile-latarni", "is": ["jedna", "kilka"]},
        },
    ]
    unchanged = form(editor)
    editor.post("/wiedza/rodzaje/latarnia", unchanged)
    assert len(Category.objects.get(code="latarnia").questions) == 2


def test_the_set_can_be_tried_and_an_answer_brings_the_next_question(editor: Client) -> None:
    asked_of = [
        {"code": "iskrzy", "label": "Czy coś iskrzy?", "kind": "yes_no"},
        {"code": "gdzie", "label": "W którym miejscu słupa?", "when": {"question": "iskrzy", "is": ["yes"]}},
    ]
    Category.objects.filter(code="latarnia").update(questions=asked_of)
    page = editor.get("/wiedza/rodzaje/latarnia/pytania").content.decode()
    assert "Czy coś iskrzy?" in page and "W którym miejscu" not in page
    page = editor.post("/wiedza/rodzaje/latarnia/pytania", {"odp-iskrzy": "yes"}).content.decode()
    assert "W którym miejscu słupa?" in page


def test_a_bad_row_is_named_where_it_is_and_what_was_typed_stays(editor: Client) -> None:
    bad = asked(0, label="Ile latarni?", kind="choice", choices="jedna")
    answer = editor.post("/wiedza/rodzaje/latarnia", form(editor) | bad | {"p-TOTAL_FORMS": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Wiersz 1: Wpisz co najmniej dwie różne odpowiedzi" in page
    assert 'value="Ile latarni?"' in page
    assert Category.objects.get(code="latarnia").questions == []


def test_rows_are_moved_and_taken_away(editor: Client) -> None:
    rows = [{"code": code, "label": f"{code}?"} for code in ("a", "b", "c")]
    Category.objects.filter(code="latarnia").update(questions=rows)
    moved = {"p-0-ORDER": "2", "p-1-ORDER": "1", "p-2-DELETE": "on"}
    editor.post("/wiedza/rodzaje/latarnia", form(editor) | moved)
    stored = Category.objects.get(code="latarnia").questions
    assert [(one["code"], bool(one.get("retired"))) for one in stored] == [("b", False), ("a", False), ("c", True)]


def test_who_saves_second_sees_why(editor: Client, as_: As, marek: Staff) -> None:
    opened = form(editor, name="Ciemno")
    as_(marek).post("/wiedza/rodzaje/latarnia", form(as_(marek), name="Latarnia zgasła"))
    answer = editor.post("/wiedza/rodzaje/latarnia", opened)
    assert (answer.status_code, "Ktoś zmienił ten rodzaj" in answer.content.decode()) == (422, True)
    assert Category.objects.get(code="latarnia").name == "Latarnia zgasła"


def test_history_is_shown_with_who_and_what(editor: Client) -> None:
    editor.post("/wiedza/rodzaje/latarnia", form(editor, promise="5 working days"))
    page = editor.get("/wiedza/rodzaje/latarnia").content.decode()
    assert "Ewa Molo" in page and "<s>3 working days</s> → 5 working days" in page


def test_a_kind_is_retired_and_brought_back(editor: Client) -> None:
    editor.post("/wiedza/rodzaje/latarnia/wycofaj", {"version": "0"})
    assert not Category.objects.get(code="latarnia").active
    assert "Nie świeci latarnia" not in editor.get("/wiedza/rodzaje").content.decode()
    assert "Nie świeci latarnia" in editor.get("/wiedza/rodzaje?wycofane=1").content.decode()
    editor.post("/wiedza/rodzaje/latarnia/przywroc", {"version": "nonsense"})
    assert not Category.objects.get(code="latarnia").active, "an old page changes nothing"
    editor.post("/wiedza/rodzaje/latarnia/przywroc", {"version": "1"})
    assert Category.objects.get(code="latarnia").active


def test_ready_answers_are_kept_and_a_half_one_is_refused(editor: Client) -> None:
    half = form(editor) | {"o-0-name": "", "o-0-text": "Wymieniliśmy żarówkę.", "o-TOTAL_FORMS": "1"}
    answer = editor.post("/wiedza/rodzaje/latarnia", half)
    assert (answer.status_code, "Gotowa odpowiedź ma nazwę i treść." in answer.content.decode()) == (422, True)
    editor.post("/wiedza/rodzaje/latarnia", half | {"o-0-name": "Żarówka"})
    stored = Category.objects.get(code="latarnia").answer_texts
    assert stored == [{"name": "Żarówka", "text": "Wymieniliśmy żarówkę."}]


def test_the_page_says_that_a_change_concerns_new_matters(editor: Client) -> None:
    assert "Zmiana dotyczy nowych spraw." in editor.get("/wiedza/rodzaje/latarnia").content.decode()


def test_hostile_names_are_only_text(editor: Client) -> None:
    Category.objects.filter(code="latarnia").update(name="<script>alert(1)</script>")
    for address in ("/wiedza/rodzaje", "/wiedza/rodzaje/latarnia"):
        assert "<script>alert" not in editor.get(address).content.decode()
