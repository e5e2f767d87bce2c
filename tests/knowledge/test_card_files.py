"""Files of cards, whole, broken and hostile: what they would do, and that nothing is ever half taken."""

import json
import string
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infolinia.city.models import Staff, Unit
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import Card, CardFile, Edition, Phrase
from infolinia.knowledge.operations import card_files, import_drafts, import_plan
from infolinia.knowledge.queries import card_files as kept_files
from infolinia.knowledge.rules.drafts import draft, record
from tests.conftest import _person

CODES = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=12)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
DAYS = st.dates().map(lambda day: day.isoformat())
LINES = st.lists(TEXTS, max_size=4)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15, allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(CODES, inner, max_size=3),
    max_leaves=6,
)
SECTION = TEXTS | LINES | st.fixed_dictionaries({"text": TEXTS}, optional={"heading": TEXTS, "peek": TEXTS})
RECORDS = st.fixed_dictionaries(
    {"code": CODES, "title": TEXTS.filter(str.strip)},
    optional={
        "language": st.sampled_from(["pl", "en", "uk"]),
        **dict.fromkeys(("summary", "answer", "danger", "script", "memo", "for_residents", "easy"), TEXTS),
        **dict.fromkeys(("questions", "channels", "sources", "phrases"), LINES),
        **dict.fromkeys(("forms", "related"), st.lists(CODES, max_size=3)),
        "sections": st.dictionaries(CODES, SECTION, max_size=4),
        "fees": st.lists(st.fixed_dictionaries({"what": TEXTS}, optional={"valid_from": DAYS}), max_size=2),
        "review_due": DAYS,
        "instructions": TEXTS,
        "moje": ANYTHING,
    },
)


@pytest.fixture
def ewa(db: None) -> Staff:
    """Ewa, an editor."""
    return _person("redaktor", "Ewa Molo", "editor")


def file_of(*cards: Any) -> bytes:
    return json.dumps({"cards": cards}, ensure_ascii=False, indent=1).encode()


@given(RECORDS)
@settings(max_examples=300, deadline=None)
def test_a_record_says_the_same_after_any_number_of_turns(value: dict[str, Any]) -> None:
    first = draft(value)
    again = draft(json.loads(json.dumps(record(first))))
    assert again == first
    assert again.fingerprint() == first.fingerprint()


@pytest.mark.django_db
@given(st.lists(RECORDS, max_size=5, unique_by=lambda card: (card["code"], card.get("language", "pl"))))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_goes_out_comes_back_and_changes_nothing(at: datetime, cards: list[dict[str, Any]]) -> None:
    operations.import_cards(data=file_of(*cards), by_id=None, at=at)
    out = file_of(*queries.export_cards())
    plan = import_plan.check_cards(data=out)
    assert [line for line in plan.lines if line.kind != "unchanged"] == []
    again = operations.import_cards(data=out, by_id=None, at=at)
    assert (again.added, again.changed) == ((), ())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "musi zaczyna"),
        (b"\xff\xfe{\x00", "UTF-8"),
        ('{"cards": [{"code": "ż'.encode("cp1250"), "UTF-8"),
        (b"PK\x03\x04rest", "musi zaczyna"),
        (b"<!doctype html><p>karta", "musi zaczyna"),
        (b'{"cards": [{"code": "a", "title": "A"}', "przecinka albo nawiasu"),
        (b'{"cards": [{"code": "a", "tit', "cudzys"),
        (b'{"cards": [{"code": "a", "title": NaN}]}', "NaN"),
        (b'{"cards": [{"code": "a", "title": "A", "x": -Infinity}]}', "Infinity"),
        (b'{"cards": [{"code": "a", "title": "A", "title": "B"}]}', "dwa razy"),
        (b'{"cards": [], "cards": []}', "dwa razy"),
        (b'{"cards": [{"code": "a", "title": "A\\u0000"}]}', "zerowego"),
        (b'{"cards": [{"code": "a", "title": "A\\ud800"}]}', "nie da si"),
        (b'{"cards": [{"code": "a", "title": "A", "\\ud800": 1}]}', "nie da si"),
        (b'{"cards": [{"code": "a", "title": "A", "x": "\\u0000"}]}', "zerowego"),
        (b'{"cards": [{"code": "a", "title": "A", "x": 1e400}]}', "poza zakresem"),
        (b'{"cards": [{"code": "a", "title": "A", "x": ' + b"9" * 5000 + b"}]}", "cyfr"),
        (b'{"cards": [{"code": "a", "title": "A", "x": ' + b"[" * 9 + b"]" * 9 + b"}]}", "niż 6 poziomów"),
        (b'{"x": ' + b'{"a":' * 200_000, "zbyt g"),
        (b'{"cards": [' + b"0," * 20_001 + b"0]}", "20000"),
        (b'{"cards": [{"code": "a", "title": "' + b"x" * 300 + b'"}]}', "200"),
        (b'{"cards": [{"code": "a", "title": "A", "answer": "' + b"x" * 20_001 + b'"}]}', "20000"),
        (b'{"cards": [{"code": "a", "title": "A", "fees": [{"what": "x", "price": "3"}]}]}', "price"),
        (b'{"cards": [{"code": "a", "title": "A", "sections": {"kto": {"body": "x"}}}]}', "body"),
        (b'{"cards": [{"code": "a", "title": "A", "online": "javascript:alert(1)"}]}', "https"),
        (b'{"cards": [{"code": "a", "title": "A", "valid_from": "2026-02-01", "valid_to": "2026-01-01"}]}', "wcze"),
        (b'{"cards": [{"code": "a", "title": "A", "review_due": "2026-W05-1"}]}', "nie jest dniem w"),
        (b'{"cards": [{"code": "a", "title": "A", "successor": "nie-ma"}]}', "nie-ma"),
    ],
)
@pytest.mark.django_db
def test_a_broken_or_hostile_file_is_explained_in_polish_and_leaves_nothing(
    data: bytes, said: str, at: datetime
) -> None:
    with pytest.raises(operations.CannotImport) as refusal:
        operations.import_cards(data=data, by_id=None, at=at)
    told = " ".join(fault.why for fault in refusal.value.bad)
    assert said in told and refusal.value.bad[0].line >= 1
    told.encode()
    assert not Card.objects.exists()


def many(number: int, prefix: str) -> bytes:
    """Return a file of so many cards."""
    words = [
        f"{first} {second}" for first in ("most", "lampa", "znak", "park", "dom") for second in ("miejski", "nowy")
    ]
    return file_of(
        *(
            {
                "code": f"{prefix}-{place}",
                "title": f"Karta {words[place % 10]} {place}",
                "summary": f"Streszczenie {words[place % 7]}.",
                "answer": "Wniosek złóż na piśmie. Odpowiedź w **1 miesiąc**.",
                "sections": {"kto": "Każdy.", "jak": ["raz", "dwa"], "podstawa": "KPA."},
                "phrases": [f"{words[place % 9]} u nas", "gdzie to jest"],
            }
            for place in range(number)
        )
    )


@pytest.mark.django_db
def test_five_times_as_many_cards_come_in_with_as_many_statements(at: datetime) -> None:
    """Statements are what a large file costs; `make bench ARGS=card_files` times five thousand cards."""
    asked = {}
    for number in (60, 300):
        data = many(number, f"karta-{number}")
        with CaptureQueriesContext(connection) as first:
            operations.import_cards(data=data, by_id=None, at=at)
        with CaptureQueriesContext(connection) as second:
            again = operations.import_cards(data=data, by_id=None, at=at)
        assert len(again.unchanged) == number
        asked[number] = len(first), len(second)
    assert Card.objects.count() == 360
    assert asked[300][0] <= asked[60][0] + 10 and asked[300][1] <= asked[60][1], asked


@pytest.mark.django_db
def test_the_plan_says_what_each_record_would_do_and_changes_nothing(at: datetime, lamps: Unit) -> None:
    base = {"code": "a", "title": "A", "answer": "Raz.", "unit": "zdiz-oswietlenie", "review_due": "2027-01-01"}
    same = {"code": "b", "title": "B", "phrases": ["be"], "review_due": "2027-01-01", "unit": "zdiz-oswietlenie"}
    operations.import_cards(data=file_of(base, same), by_id=None, at=at)
    operations.add_phrase(card_code="b", text="słowo redaktora")
    changed = {**base, "answer": "Dwa.", "term": "7 dni"}
    words = {**same, "phrases": ["be", "bee"]}
    new = {"code": "c", "title": "C", "forms": ["nie-ma"], "related": ["a", "z"]}
    plan = import_plan.check_cards(data=file_of(changed, words, {**base, "language": "en"}, new))
    assert [(line.code, line.language, line.kind) for line in plan.lines] == [
        ("a", "pl", "changed"),
        ("b", "pl", "card"),
        ("a", "en", "language"),
        ("c", "pl", "new"),
    ]
    assert set(plan.lines[0].changes) == {"Odpowiedź", "Termin słowami"}
    assert plan.lines[3].notes == (
        "nie ma druku „nie-ma”",
        "nie ma karty „z”",
        "bez komórki, która za nią odpowiada",
        "bez daty przeglądu",
    )
    assert [line.kind for line in import_plan.check_cards(data=file_of(base, same)).lines] == ["unchanged"] * 2
    assert Edition.objects.count() == 2 and Card.objects.count() == 2


@pytest.mark.django_db
def test_a_file_becomes_drafts_that_a_second_person_has_to_read(at: datetime, ewa: Staff, lamps: Unit) -> None:
    operations.import_cards(data=file_of({"code": "a", "title": "A"}, {"code": "s", "title": "S"}), by_id=None, at=at)
    data = file_of(
        {"code": "a", "title": "A2"},
        {"code": "s", "title": "S"},
        {"code": "n", "title": "N", "phrases": ["nowe słowo"]},
    )
    done = import_drafts.draft_cards(data=data, by_id=ewa.pk, at=at)
    assert [(code, language) for code, language, _id in done.made] == [("a", "pl"), ("n", "pl")] and done.left == 1
    assert {row.state for row in Edition.objects.filter(pk__in=[made[2] for made in done.made])} == {"draft"}
    assert queries.card("n") is None and (view := queries.card("a")) is not None and view.title == "A"
    assert list(Phrase.objects.values_list("card__code", "text")) == [("n", "nowe słowo")]


@pytest.mark.django_db
def test_where_one_draft_cannot_be_made_none_is(at: datetime, ewa: Staff) -> None:
    operations.import_cards(data=file_of({"code": "a", "title": "A"}), by_id=None, at=at)
    operations.start_draft(card_code="a", by_id=ewa.pk, at=at)
    with pytest.raises(operations.CannotImport) as refusal:
        import_drafts.draft_cards(
            data=file_of({"code": "n", "title": "N"}, {"code": "a", "title": "A2"}), by_id=ewa.pk, at=at
        )
    assert [fault.code for fault in refusal.value.bad] == ["a"]
    assert not Card.objects.filter(code="n").exists()


@pytest.mark.django_db
def test_more_drafts_than_anybody_reads_are_refused(at: datetime, ewa: Staff) -> None:
    cards = [{"code": f"k-{number}", "title": "K"} for number in range(301)]
    with pytest.raises(operations.CannotImport, match="300"):
        import_drafts.draft_cards(data=file_of(*cards), by_id=ewa.pk, at=at)
    assert not Card.objects.exists()


@pytest.mark.django_db
def test_an_uploaded_file_waits_for_its_own_person_for_a_day(at: datetime, ewa: Staff, marek: Staff) -> None:
    kept = card_files.keep_file(name="karty\u202e.json\n", data=b"{}", by_id=ewa.pk, at=at)
    found = kept_files.waiting_file(file_id=kept, by_id=ewa.pk, at=at)
    assert found is not None and (found[0].name, found[1]) == ("karty.json", b"{}")
    assert kept_files.waiting_file(file_id=kept, by_id=marek.pk, at=at) is None
    assert kept_files.waiting_file(file_id=kept, by_id=ewa.pk, at=at + timedelta(days=2)) is None
    newer = card_files.keep_file(name="x", data=b"{}", by_id=ewa.pk, at=at)
    assert list(CardFile.objects.values_list("id", flat=True)) == [newer]
    card_files.drop_file(file_id=newer, by_id=marek.pk)
    assert CardFile.objects.exists()
    card_files.drop_file(file_id=newer, by_id=ewa.pk)
    assert not CardFile.objects.exists()


@pytest.mark.parametrize("data", [b"", b" \n "])
@pytest.mark.django_db
def test_an_empty_upload_is_refused(data: bytes, at: datetime, ewa: Staff) -> None:
    with pytest.raises(operations.CannotImport, match="pusty"):
        card_files.keep_file(name="x", data=data, by_id=ewa.pk, at=at)


@pytest.mark.django_db
def test_the_command_foretells_and_does_not_read_a_file_that_is_too_large(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small, huge = tmp_path / "karty.json", tmp_path / "duzy.json"
    small.write_bytes(file_of({"code": "a", "title": "A"}))
    call_command("cards", "import", str(small), "--dry-run")
    said = capsys.readouterr().out
    assert "wiersz 3: nowa karta [a pl]" in said and "Nic nie zmieniono" in said and not Card.objects.exists()
    with huge.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(CommandError, match="za duży"):
        call_command("cards", "import", str(huge))
