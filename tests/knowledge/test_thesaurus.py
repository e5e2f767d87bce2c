"""The general thesaurus: read from its file, kept where it helps, silent where it does not, corrected by editors."""

from pathlib import Path

import pytest

from infolinia.core import debian
from infolinia.knowledge import mythes
from infolinia.knowledge.models import ThesaurusPair
from infolinia.knowledge.operations.thesaurus import take_first_thesaurus, take_thesaurus
from infolinia.knowledge.operations.vocabulary import decide_pair
from infolinia.knowledge.queries import search
from tests.knowledge.conftest import Publish

TEXT = """ISO8859-2
dziura|2
-|wądół|rozpadlina (przestarz.)|zagłębienie terenu
-|ubytek (pojęcie nadrzędne)
wądół|1
-|dziura|góra (antonim)|jar (pojęcie podrzędne)
doły i góry|1
-|dziura
"""


@pytest.fixture
def thesaurus(tmp_path: Path) -> Path:
    path = tmp_path / "pl.dat"
    path.write_bytes(TEXT.encode("iso8859-2"))
    return path


def _pairs() -> set[tuple[str, str]]:
    return set(ThesaurusPair.objects.values_list("word", "means"))


def test_only_single_words_of_like_meaning_are_read(thesaurus: Path) -> None:
    assert set(mythes.synonyms(thesaurus)) == {("dziura", "wądół"), ("dziura", "rozpadlina"), ("wądół", "dziura")}


@pytest.mark.parametrize(
    "content",
    [b"", b"NO-SUCH-CODE\ndziura|1\n-|dol\n", b"ISO8859-2\ndziura\n", b"UTF-8\n\xb3\xf3|1\n", b"\x00\xff\x00"],
    ids=["empty", "unknown encoding", "no number of meanings", "another encoding", "not text"],
)
def test_a_damaged_file_changes_nothing(db: None, content: bytes, tmp_path: Path) -> None:
    ThesaurusPair.objects.create(word="wadol", means="dziura")
    (tmp_path / "pl.dat").write_bytes(content)
    with pytest.raises(mythes.CannotRead):
        take_thesaurus(path=tmp_path / "pl.dat")
    assert _pairs() == {("wadol", "dziura")}


def test_a_word_that_no_card_says_finds_its_card_and_a_strange_one_still_finds_nothing(
    publish: Publish, thesaurus: Path
) -> None:
    publish("dziura-w-jezdni", "Dziura w jezdni")
    publish("latarnia", "Latarnia nie świeci")
    before = search("wądół jezdnia")
    assert take_thesaurus(path=thesaurus) == 1
    assert _pairs() == {("wadol", "dziura")}
    after = search("wądół jezdnia", explain=True)
    assert after[0].code == "dziura-w-jezdni"
    assert "tezaurus" in {part.how for part in after[0].why}
    assert not before or after[0].score > before[0].score
    assert search("parowóz") == []


def test_alone_the_thesaurus_never_answers(publish: Publish, thesaurus: Path) -> None:
    for number in range(12):
        publish(f"karta-{number}", f"Sprawa numer {number}")
    publish("dziura-w-jezdni", "Dziura")
    take_thesaurus(path=thesaurus)
    assert search("wądół") == []


def test_what_an_editor_put_aside_stays_aside_and_what_cards_say_by_now_goes(publish: Publish, thesaurus: Path) -> None:
    publish("dziura-w-jezdni", "Dziura w jezdni")
    take_thesaurus(path=thesaurus)
    decide_pair(pair_id=ThesaurusPair.objects.get().pk, is_rejected=True)
    take_thesaurus(path=thesaurus)
    assert ThesaurusPair.objects.get().is_rejected
    ThesaurusPair.objects.update(is_rejected=False)
    publish("wadol", "Wądół przy drodze")
    take_thesaurus(path=thesaurus)
    assert _pairs() == set()


def test_a_start_reads_it_once(publish: Publish, thesaurus: Path) -> None:
    publish("dziura-w-jezdni", "Dziura w jezdni")
    assert take_first_thesaurus(path=thesaurus) == 1
    assert take_first_thesaurus(path=Path("/nowhere")) == 0


def test_a_package_without_the_file_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INFOLINIA_ENGINE_DIR", str(tmp_path / "engine"))
    monkeypatch.setattr(debian, "fetch_alone", lambda apt, package: tmp_path / "empty.deb")
    monkeypatch.setattr(debian, "extract", lambda package, prefix: None)
    with pytest.raises(debian.CannotFetch, match="has no"):
        mythes.unpack(tmp_path, lambda text: None)
    assert mythes.file_of(tmp_path) is None
    assert list((tmp_path / "engine/thesaurus").iterdir()) == []
