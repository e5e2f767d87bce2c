"""The caller's menu as supervisors keep it: keys stay unique, the web says what the line says, old voices go."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from infolinia.city.models import Staff
from infolinia.routing.models import Queue, SupervisorAct
from infolinia.telephony import line_operations, line_queries
from infolinia.telephony.menus import operations, queries
from infolinia.telephony.menus.operations import CannotSetMenu, ChoiceDraft
from infolinia.telephony.models import Announcement, MenuChoice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> None:
    """A state folder of the test's own."""
    settings.STATE = tmp_path


@pytest.fixture(autouse=True)
def queues(db: None) -> Iterator[None]:
    """Two queues to lead to."""
    for code, name in (("general", "Sprawy ogólne"), ("drogi", "Drogi")):
        Queue.objects.get_or_create(code=code, defaults={"name": name})
    yield


class Office:
    """Marek, who keeps the menu at one moment."""

    def __init__(self, marek: Staff, at: datetime) -> None:
        self.who = {"by_id": marek.pk, "at": at}

    def keep(self, key: str, text: str, language: str = "pl", queue: str = "drogi", ident: int | None = None) -> int:
        draft = ChoiceDraft(key, text, language, queue)
        return operations.keep_choice(choice_id=ident, draft=draft, **self.who)  # type: ignore[arg-type]

    def move(self, ident: int, *, up: bool) -> None:
        operations.move_choice(choice_id=ident, up=up, **self.who)  # type: ignore[arg-type]


@pytest.fixture
def office(marek: Staff, at: datetime) -> Office:
    """Somebody at the menu."""
    return Office(marek, at)


def menu() -> list[tuple[str, str, str]]:
    return [(one.key, one.text, one.queue_code) for one in queries.choices()]


def recorded(key: str) -> Path:
    """An office's own voice and words for a key."""
    path = line_operations.own_path(f"menu-{key}", "pl")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"RIFF")
    Announcement.objects.create(code=f"menu-{key}", language="pl", text=f"Jedynka, numer {key}.")
    return path


def test_the_web_says_the_whole_menu_as_the_line_does(office: Office) -> None:
    assert queries.written() == []
    office.keep("1", "Drogi i chodniki.")
    office.keep("8", "English", language="en", queue="general")
    assert [(one.text, one.language) for one in queries.written()] == [
        ("Proszę wybrać temat.", "pl"),
        ("Drogi i chodniki: proszę nacisnąć jeden.", "pl"),
        ("English: press eight.", "en"),
        ("Aby rozmawiać z doradcą, proszę nacisnąć zero.", "pl"),
        ("Aby usłyszeć to jeszcze raz, proszę nacisnąć gwiazdkę.", "pl"),
    ]
    spoken = {code: one.text for (_, code), one in line_queries.spoken_extras().items()}
    assert spoken == {"menu-1": "Drogi i chodniki: proszę nacisnąć jeden.", "menu-8": "English: press eight."}
    Announcement.objects.create(code="menu-1", language="pl", text="Drogi w mieście {city}? Jeden!")
    assert queries.written()[1].text == "Drogi w mieście Gdynia? Jeden!"


def test_a_change_holds_for_the_line_and_is_in_the_record(office: Office, marek: Staff) -> None:
    ident = office.keep("1", "Drogi")
    office.keep("2", "Odpady", queue="general")
    assert office.keep("3", "Drogi i mosty", ident=ident) == ident
    assert menu() == [("2", "Odpady", "general"), ("3", "Drogi i mosty", "drogi")]
    assert [one.key for one in line_queries.line_plan().menu.choices] == ["2", "3"]
    assert list(SupervisorAct.objects.values_list("by_id", "kind", "reason").distinct()) == [
        (marek.pk, "rules", "menu dzwoniącego")
    ]


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (("1", "Inny temat"), "jest już zajęty"),
        (("0", "Doradca"), "Podaj klawisz"),
        (("*", "Jeszcze raz"), "Podaj klawisz"),
        (("2", "   "), "Podaj klawisz"),
        (("2", "Odpady", "de"), "Podaj klawisz"),
        (("2", "Odpady", "pl", "nie-ma-takiej"), "Podaj klawisz"),
    ],
    ids=["a key that is taken", "the adviser's key", "the key to repeat", "no words", "no such language", "no queue"],
)
def test_a_menu_that_would_not_work_is_refused(office: Office, draft: tuple[Any, ...], said: str) -> None:
    office.keep("1", "Drogi")
    with pytest.raises(CannotSetMenu, match=said):
        office.keep(*draft)
    assert menu() == [("1", "Drogi", "drogi")]


def test_neighbours_change_places_and_the_ends_stay(office: Office) -> None:
    roads, waste = office.keep("1", "Drogi"), office.keep("4", "Odpady", queue="general")
    for ident, up in ((roads, True), (waste, False)):
        office.move(ident, up=up)
        assert menu() == [("1", "Drogi", "drogi"), ("4", "Odpady", "general")]
    office.move(waste, up=True)
    assert menu() == [("1", "Odpady", "general"), ("4", "Drogi", "drogi")]


def test_a_voice_that_would_say_another_thing_is_taken_away(
    office: Office, django_capture_on_commit_callbacks: Any
) -> None:
    roads, waste = office.keep("1", "Drogi"), office.keep("4", "Odpady")
    first, second = recorded("1"), recorded("4")
    with django_capture_on_commit_callbacks(execute=True):
        office.keep("1", "Drogi", queue="general", ident=roads)
    assert first.exists(), "another queue changes no word"
    with django_capture_on_commit_callbacks(execute=True):
        office.keep("1", "Drogi i mosty", ident=roads)
    assert (first.exists(), second.exists()) == (False, True)
    recorded("1")
    with django_capture_on_commit_callbacks(execute=True):
        office.move(waste, up=True)
    assert not first.exists() and not second.exists() and not Announcement.objects.exists()


def test_a_key_that_went_leaves_the_others_theirs(office: Office) -> None:
    roads = office.keep("1", "Drogi")
    office.keep("2", "Odpady", queue="general")
    for _ in range(2):
        operations.remove_choice(choice_id=roads, **office.who)  # type: ignore[arg-type]
    assert menu() == [("2", "Odpady", "general")]
    assert queries.free_keys() == list("13456789")
    assert not MenuChoice.objects.filter(key="1").exists()


def test_a_key_that_somebody_removed_meanwhile_does_not_come_back(office: Office) -> None:
    roads = office.keep("1", "Drogi")
    operations.remove_choice(choice_id=roads, **office.who)  # type: ignore[arg-type]
    with pytest.raises(CannotSetMenu, match="już nie ma"):
        office.keep("1", "Drogi i mosty", ident=roads)
    assert not menu()


def test_two_who_add_one_key_at_once_get_one(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.keep("1", "Drogi")
    monkeypatch.setattr(operations, "_locked", lambda: [])
    with pytest.raises(CannotSetMenu, match="jest już zajęty"):
        office.keep("1", "Odpady")
    assert menu() == [("1", "Drogi", "drogi")]
