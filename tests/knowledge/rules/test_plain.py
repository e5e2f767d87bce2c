"""How plain a text is: syllables, sentences, the two measures, hints."""

import pytest

from infolinia.knowledge.rules.plain import band, score, syllables

OFFICE = (
    "W celu uzyskania przedmiotowego zaświadczenia wnioskodawca winien dokonać uiszczenia opłaty skarbowej w wysokości "
    "określonej w załączniku do ustawy z dnia 16 listopada 2006 r. o opłacie skarbowej oraz przedłożyć jej dowód."
)
PLAIN = "Zapłać 17 zł w kasie albo przelewem. Potem przynieś dowód wpłaty. Zaświadczenie dostaniesz po 7 dniach."


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("dowód", 2),
        ("wniosek", 2),
        ("dzień", 1),
        ("niedziela", 3),
        ("miejsce", 2),
        ("autobus", 3),
        ("Europa", 3),
        ("nauka", 3),
        ("muzeum", 3),
        ("historii", 3),
        ("świadczenie", 3),
        ("zaświadczenie", 4),
        ("zameldowanie", 5),
        ("informacja", 4),
        ("w", 1),
    ],
)
def test_syllables_are_counted_as_they_are_read(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "sentences", "words"),
    [
        ("Dowód odbierzesz po 30 dniach. Przyjdź osobiście.", 2, 6),
        ("Przyjdź do pok. 12, ul. Długa 3, np. rano, godz. 8. Weź dowód.", 2, 10),
        ("Ustawa z 16 listopada 2006 r. o opłacie skarbowej, art. 4 ust. 1.", 1, 9),
        ("- dowód osobisty\n- zdjęcie\n- wniosek", 3, 4),
        ("1. Wejdź.\n2. Weź numerek.\n\nPoczekaj.", 3, 4),
        ("**Ważne:** [strona urzędu](https://example.org/a-b-c) działa.", 1, 4),
        ("Czy mogę przyjść z dzieckiem? Tak! Weź wózek.", 3, 8),
        ("Opłata to 22 zł. Skrócony odpis kosztuje tyle samo.", 2, 8),
        ("", 0, 0),
        ("…  ---  12 34", 0, 0),
    ],
)
def test_abbreviations_numbers_and_marks_end_no_sentence(text: str, sentences: int, words: int) -> None:
    told = score(text)
    assert (len(told.sentences), told.words) == (sentences, words)


@pytest.mark.parametrize(
    ("text", "fog", "pisarek"),
    [
        # four words, one sentence, none hard: 0.4 * 4; half of 4
        ("Weź dowód i zdjęcie.", 1.6, 2.0),
        # four words, one hard: 0.4 * (4 + 25); half of the root of 16 + 625
        ("Weź dowód i zaświadczenie.", 11.6, 12.7),
        # two sentences of three words, one hard of six: 0.4 * (3 + 16.67)
        ("Zapłać w kasie. Weź potem zaświadczenie.", 7.9, 8.5),
        ("", 0.0, 0.0),
    ],
)
def test_both_measures_follow_their_formulas(text: str, fog: float, pisarek: float) -> None:
    told = score(text)
    assert (told.fog, told.pisarek) == (fog, pisarek)


@pytest.mark.parametrize(
    ("fog", "name"),
    [
        (0, "very_plain"),
        (6.9, "very_plain"),
        (7, "plain"),
        (10, "rather_plain"),
        (13, "rather_hard"),
        (16, "hard"),
        (18, "very_hard"),
    ],
)
def test_bands_of_the_polish_fog(fog: float, name: str) -> None:
    assert band(fog) == name


def test_an_office_sentence_is_hard_and_a_plain_one_is_not() -> None:
    office, plain = score(OFFICE), score(PLAIN)
    assert office.band == "very_hard" and not office.is_plain_enough
    assert plain.fog < 9 and plain.is_plain_enough
    assert not plain.hints


@pytest.mark.parametrize(
    ("text", "kind", "words", "instead"),
    [
        ("Wniosek zostanie rozpatrzony w tydzień.", "passive", "zostanie rozpatrzony", ""),
        ("Opłata jest pobierana przy odbiorze.", "passive", "jest pobierana", ""),
        ("Decyzje nie są jeszcze wydane, ale były już podpisane.", "passive", "były już podpisane", ""),
        ("Złożono odwołanie.", "impersonal", "Złożono", ""),
        ("Masz to uiścić w kasie.", "office_word", "uiścić", "zapłacić"),
        ("Uiszczenie opłaty jest łatwe.", "office_word", "Uiszczenie", "płacić, zapłacić"),
        ("Robi to w celu ochrony drzew.", "office_word", "w celu", "żeby, aby"),
        ("Masz dokonać wpłaty.", "office_word", "dokonać wpłaty", "zapłacić, wpłacić"),
        ("Niniejszym informuję.", "office_word", "Niniejszym", "ten"),
    ],
)
def test_hints_name_the_words_and_what_to_write(text: str, kind: str, words: str, instead: str) -> None:
    hints = [hint for hint in score(text).hints if hint.kind == kind]
    assert [(hint.words, hint.instead) for hint in hints] == [(words, instead)]
    assert text[hints[0].start : hints[0].end] == words


@pytest.mark.parametrize(
    "text",
    [
        "Rano jest zimno.",
        "Strona jest nowa.",
        "Urząd jest czynny do 16.",
        "Ona jest inna.",
        "To jest ładna strona.",
        "Karta była ważna.",
    ],
)
def test_what_only_looks_passive_gets_no_hint(text: str) -> None:
    assert not score(text).hints


def test_a_long_sentence_is_named_with_its_place() -> None:
    long = "Idź " + "tam i " * 12 + "wróć."
    text = f"Krótko.\n\n{long}"
    hint = next(hint for hint in score(text).hints if hint.kind == "long_sentence")
    assert (hint.sentence, text[hint.start : hint.end]) == (1, long)


def test_places_survive_marks_of_markdown() -> None:
    text = "**Uwaga:** wpłatę [uiścić](https://example.org) w kasie."
    assert [text[hint.start : hint.end] for hint in score(text).hints] == ["uiścić"]


def test_another_list_of_words_can_be_given() -> None:
    assert [hint.instead for hint in score("Weź papier.", (("papier", "kartka"),)).hints] == ["kartka"]
