"""Writing a draft without a browser: what is typed is kept, faulty or not, and two editors lose nothing."""

from dataclasses import replace

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.knowledge.operations import review
from infolinia.knowledge.queries import editions, working
from infolinia.knowledge.rules.drafts import CardDraft
from tests.web.editing.conftest import as_sent, save
from tests.web.units.conftest import As

pytestmark = pytest.mark.django_db


def text_of(edition_id: int) -> CardDraft:
    text = editions.draft_text(edition_id)
    assert text is not None
    return text.draft


def form_of(edition_id: int, **said: str) -> dict[str, list[str]]:
    """Return what the form of the draft sends, with other words in some fields."""
    text = editions.draft_text(edition_id)
    assert text is not None
    return dict(as_sent(text.draft, wersja=str(text.version), **said).lists())


def shown(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_edytuj_begins_a_draft_with_the_current_text(as_: As, ewa: Staff, pothole: str) -> None:
    answer = as_(ewa).post(f"/wiedza/karty/{pothole}/szkic", {"jezyk": "pl"})
    page = shown(as_(ewa), answer["Location"])
    assert "Szkic wydania 2" in page
    assert "Miasto łata dziurę w **3 dni robocze**." in page


def test_a_saved_draft_says_what_was_typed(as_: As, ewa: Staff, draft: int) -> None:
    sent = form_of(draft, **{"answer": "Łatamy w **2 dni**.", "section-gdzie": "- Sala\n- Telefon", "sources": "a\nb"})
    answer = as_(ewa).post(f"/wiedza/szkice/{draft}", {**sent, "co": "zapisz"})
    assert answer["Location"] == f"/wiedza/szkice/{draft}"
    text = text_of(draft)
    assert (text.answer, text.sources) == ("Łatamy w **2 dni**.", ("a", "b"))
    assert {section.code: section.text for section in text.sections}["gdzie"] == "- Sala\n- Telefon"
    assert working.typed_copy(edition_id=draft, staff_id=ewa.pk) is None


@pytest.mark.parametrize(
    ("what", "said", "words"),
    [
        ("no title", {"title": ""}, "Tytuł"),
        ("a film that is not on https", {"sign_video": "http://example.org/film"}, "https://"),
        ("an amount in words", {"fee-amount": "dużo"}, "Opłaty"),
        ("a day that is no day", {"review_due": "jutro"}, "Sprawdzić do"),
        ("a text of a book's length", {"answer": "a" * 20_001}, "20000"),
    ],
)
def test_a_faulty_text_is_refused_in_words_and_kept_whole(
    as_: As, ewa: Staff, draft: int, what: str, said: dict[str, str], words: str
) -> None:
    before = text_of(draft)
    sent = form_of(draft, **said, memo="Ważna uwaga")
    client = as_(ewa)
    answer = client.post(f"/wiedza/szkice/{draft}", {**sent, "co": "zapisz"})
    page = answer.content.decode()
    assert answer.status_code == 422, what
    assert "error-summary" in page
    assert words in page
    assert "Ważna uwaga" in page
    assert text_of(draft) == before
    assert "Ważna uwaga" in shown(client, f"/wiedza/szkice/{draft}"), "it is there after a new start of the browser"


def test_typing_keeps_the_text_and_draws_the_preview(as_: As, ewa: Staff, draft: int) -> None:
    before, client = text_of(draft), as_(ewa)
    answer = client.post(f"/wiedza/szkice/{draft}/pisane", form_of(draft, answer="Nowa **odpowiedź**."))
    page = answer.content.decode()
    assert "Nowa <strong>odpowiedź</strong>." in page
    assert "jeszcze niezapisane w szkicu" in page
    assert text_of(draft) == before
    again = shown(as_(ewa), f"/wiedza/szkice/{draft}")
    assert "Nowa **odpowiedź**." in again
    assert "Widzisz swój niezapisany tekst (dziś" in again


def test_hostile_markdown_is_only_text_in_the_preview(as_: As, ewa: Staff, draft: int) -> None:
    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=y>"
    sent = form_of(draft, **{"answer": hostile, "section-kto": hostile, "jako": "mieszkaniec", "for_residents": ""})
    for whose in ("doradca", "mieszkaniec"):
        page = as_(ewa).post(f"/wiedza/szkice/{draft}/pisane", {**sent, "jako": whose}).content.decode()
        assert "<script>" not in page
        assert "<img" not in page
        assert "javascript:" not in page.replace("[x](javascript:alert(1))", "")


@pytest.mark.parametrize("amount", ["dużo", "-5", "1e999", "", "9" * 40])
def test_a_faulty_fee_does_not_break_the_preview(as_: As, ewa: Staff, draft: int, amount: str) -> None:
    sent = form_of(draft, **{"fee-amount": amount, "fee-valid_from": "kiedyś", "review_due": "0000-00-00"})
    assert as_(ewa).post(f"/wiedza/szkice/{draft}/pisane", sent).status_code == 200


def test_nothing_new_is_kept_where_nothing_was_changed(as_: As, ewa: Staff, draft: int) -> None:
    page = as_(ewa).post(f"/wiedza/szkice/{draft}/pisane", {**form_of(draft), "jako": "mieszkaniec"}).content.decode()
    assert "jeszcze niezapisane" not in page
    assert "Widzisz swój niezapisany tekst" not in shown(as_(ewa), f"/wiedza/szkice/{draft}")


def test_unsaved_text_can_be_thrown_away(as_: As, ewa: Staff, draft: int) -> None:
    client = as_(ewa)
    client.post(f"/wiedza/szkice/{draft}/pisane", form_of(draft, answer="Pomyłka."))
    client.post(f"/wiedza/szkice/{draft}", {"co": "odrzuc"})
    assert "Pomyłka." not in shown(client, f"/wiedza/szkice/{draft}")


def test_the_second_editor_is_told_who_else_is_here(as_: As, ewa: Staff, jan: Staff, draft: int) -> None:
    shown(as_(ewa), f"/wiedza/szkice/{draft}")
    assert "<b>Ewa Molo</b> ma teraz otwarty ten sam szkic." in shown(as_(jan), f"/wiedza/szkice/{draft}")
    as_(ewa).post(f"/wiedza/szkice/{draft}/pisane", form_of(draft, memo="Pisze Ewa"))
    assert "<b>Ewa Molo</b> też pisze w tym szkicu" in shown(as_(jan), f"/wiedza/szkice/{draft}")


def test_two_editors_on_one_card_lose_nothing(as_: As, ewa: Staff, jan: Staff, draft: int) -> None:
    of_ewa = form_of(draft, answer="Odpowiedź Ewy.", memo="Uwaga Ewy")
    save(draft, jan, answer="Odpowiedź Jana.", script="Skrypt Jana.")
    client = as_(ewa)
    page = client.post(f"/wiedza/szkice/{draft}/pisane", of_ewa).content.decode()
    assert "Ten szkic zapisano inaczej: Jan Sonda." in page

    answer = client.post(f"/wiedza/szkice/{draft}", {**of_ewa, "co": "zapisz"})
    assert answer["Location"] == f"/wiedza/szkice/{draft}/dwa-teksty"
    assert text_of(draft).answer == "Odpowiedź Jana."
    both = shown(client, answer["Location"])
    assert both.count("zmienione w obu tekstach") == 1, "only the answer is to be decided"
    assert "Ewy" in both
    assert "Jana" in both

    client.post(answer["Location"], {"wybor-answer": "both", "co": "polacz"})
    merged = shown(client, f"/wiedza/szkice/{draft}")
    for words in ("Odpowiedź Ewy.\n\nOdpowiedź Jana.", "Uwaga Ewy", "Skrypt Jana."):
        assert words in merged
    text = editions.draft_text(draft)
    assert text is not None
    sent = as_sent(
        replace(text.draft, answer="Odpowiedź Ewy i Jana.", memo="Uwaga Ewy"), wersja=str(text.version), co="zapisz"
    )
    client.post(f"/wiedza/szkice/{draft}", dict(sent.lists()))
    assert (text_of(draft).answer, text_of(draft).memo) == ("Odpowiedź Ewy i Jana.", "Uwaga Ewy")
    assert text_of(draft).script == "Skrypt Jana."


@pytest.mark.parametrize(
    ("choice", "kept"), [("mine", "Odpowiedź Ewy."), ("theirs", "Odpowiedź Jana."), ("nonsense", "Odpowiedź Ewy.")]
)
def test_the_second_chooses_one_of_two_texts(
    as_: As, ewa: Staff, jan: Staff, draft: int, choice: str, kept: str
) -> None:
    of_ewa = form_of(draft, answer="Odpowiedź Ewy.")
    save(draft, jan, answer="Odpowiedź Jana.")
    client = as_(ewa)
    client.post(f"/wiedza/szkice/{draft}", {**of_ewa, "co": "zapisz"})
    client.post(f"/wiedza/szkice/{draft}/dwa-teksty", {"wybor-answer": choice, "co": "polacz"})
    page = shown(client, f"/wiedza/szkice/{draft}")
    assert f'id="f-answer">\n{kept}</textarea>' in page.replace(' aria-describedby="f-answer_helptext"', "")


def test_a_text_that_came_after_the_draft_was_handed_over_is_kept_to_be_copied(
    as_: As, ewa: Staff, jan: Staff, draft: int
) -> None:
    of_jan = form_of(draft, answer="Spóźniona odpowiedź Jana.")
    text = editions.draft_text(draft)
    assert text is not None
    review.send_to_review(edition_id=draft, by_id=ewa.pk, at=now(), version=text.version)
    client = as_(jan)
    answer = client.post(f"/wiedza/szkice/{draft}", {**of_jan, "co": "zapisz"})
    assert answer["Location"] == f"/wiedza/szkice/{draft}/sprawdzenie"
    both = shown(client, f"/wiedza/szkice/{draft}/dwa-teksty")
    assert "Spóźniona" in both
    assert "nie można go zmienić" in both


def test_what_is_missing_is_said_before_a_draft_is_handed_over(as_: As, ewa: Staff, draft: int) -> None:
    sent = form_of(draft, answer="", review_due="")
    answer = as_(ewa).post(f"/wiedza/szkice/{draft}", {**sent, "co": "oddaj"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Szkic jest zapisany, ale nie można go jeszcze oddać" in page
    assert text_of(draft).answer == "", "the text is saved all the same"
    handed = editions.draft_text(draft)
    assert handed is not None
    assert handed.state == "draft"


def test_without_scripts_there_is_a_way_to_more_fees_related_cards_and_the_preview(
    as_: As, ewa: Staff, draft: int
) -> None:
    client = as_(ewa)
    sent = form_of(draft, memo="Zostaje")
    more = client.post(f"/wiedza/szkice/{draft}", {**sent, "co": "wiersz"})
    assert shown(client, more["Location"]).count('name="fee-what"') == 3
    found = client.post(f"/wiedza/szkice/{draft}", {**sent, "co": "karta", "szukaj-karty": "dziura"})
    assert 'name="related" value="dziura-w-jezdni"' in shown(client, found["Location"])
    look = client.post(f"/wiedza/szkice/{draft}", {**sent, "co": "podglad", "jako": "mieszkaniec"})
    page = shown(client, look["Location"])
    assert "is-public preview-card" in page
    assert "Zostaje" in page


def test_a_draft_is_thrown_away_and_the_published_text_stays(as_: As, ewa: Staff, pothole: str, draft: int) -> None:
    client = as_(ewa)
    assert client.post(f"/wiedza/szkice/{draft}/usun")["Location"] == f"/wiedza/karty/{pothole}"
    assert client.get(f"/wiedza/szkice/{draft}").status_code == 404
    assert "3 dni robocze" in shown(client, f"/wiedza/karty/{pothole}")


def test_a_translation_has_the_polish_text_beside_it(as_: As, ewa: Staff, pothole: str) -> None:
    client = as_(ewa)
    begun = client.post(f"/wiedza/karty/{pothole}/szkic", {"jezyk": "uk"})
    page = shown(client, begun["Location"])
    assert "українська" in page
    assert '<blockquote class="source" lang="pl" aria-label="Po polsku: Odpowiedź">Przyjmij zgłoszenie' in page
    assert "Po polsku: Хто може" in page


def test_the_form_speaks_of_plain_language(as_: As, ewa: Staff, draft: int) -> None:
    long = "Wniosek jest rozpatrywany przez właściwy organ " + "w terminie wynikającym z przepisów " * 6 + "prawa."
    page = as_(ewa).post(f"/wiedza/szkice/{draft}/pisane", form_of(draft, answer=long)).content.decode()
    assert "długie zdanie" in page
    assert "wskaźnik mglistości" in page
