"""Dictionary forms of words, with the dictionary and without it."""

import logging

import pytest

from infolinia.knowledge.search import lemmas
from infolinia.knowledge.search.words import content_words, sound_alikes, stem


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("dowodu", "dowod"),
        ("latarniami", "latarnia"),
        ("śmieci", "smiec"),
        ("zameldowania", "zameldowac"),
        ("xyzzy", "xyzzy"),
    ],
)
def test_a_word_leads_to_its_dictionary_form_without_diacritics(word: str, lemma: str) -> None:
    assert lemma in lemmas.lemmas(word)


def test_all_forms_of_a_word_lead_to_it() -> None:
    forms = lemmas.spellings("żłobek")["zlobek"]
    assert {"zlobek", "zlobka", "zlobkow", "zlobkami"} <= forms


def test_a_right_word_is_told_from_a_misspelt_one() -> None:
    assert [lemmas.is_word(word) for word in ("latarnia", "lataria", "zamledowanie")] == [True, False, False]


def test_without_the_dictionary_a_stemmer_stands_in_and_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Stemmer:
        @staticmethod
        def polimorf() -> object:
            return {"latarnie": "latarnia"}.get

    monkeypatch.setattr(lemmas, "morfeusz2", None)
    monkeypatch.setattr(lemmas, "Stemmer", Stemmer, raising=False)
    lemmas.dictionary.cache_clear()
    with caplog.at_level(logging.WARNING):
        instead = lemmas.dictionary()
    lemmas.dictionary.cache_clear()
    assert (instead.lemmas("latarnie"), instead.lemmas("nieznane")) == ({"latarnia"}, {"nieznane"})
    assert "morfeusz2 is not installed" in caplog.text


def test_words_that_say_nothing_are_left_out() -> None:
    assert content_words("Dzień dobry, jak mogę wyrobić DOWÓD?!") == ["wyrobić", "dowód"]


@pytest.mark.parametrize(
    ("word", "other"), [("chalas", "halas"), ("zeka", "rzeka"), ("dowud", "dowod"), ("mur", "mor")]
)
def test_words_that_sound_alike(word: str, other: str) -> None:
    assert other in sound_alikes(word)


def test_only_long_words_have_a_start() -> None:
    assert [stem(word) for word in ("kot", "śnieg", "latarnia")] == ["", "~snieg", "~latar"]
