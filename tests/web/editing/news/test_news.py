"""Shift news and work instructions as their writers have them."""

from django.test import Client

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import ShiftNews
from tests.web.units.conftest import As

NEWS, HOWTO = "/wiedza/wiesci", "/wiedza/instrukcje"


def _text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_news_is_written_for_some_and_shows_who_has_not_read(zofia: Staff, adam: Staff, ewa: Staff, as_: As) -> None:
    zofia.speaks = ["pl", "uk"]
    zofia.save()
    sent = {"title": "Po ukraińsku", "text": "Nowe **wzory**.", "important": "on", "languages": ["uk"]}
    assert as_(ewa).post(f"{NEWS}/nowa", sent).status_code == 302
    news = ShiftNews.objects.get()
    assert (news.important, news.languages, news.written_by_id) == (True, ["uk"], ewa.pk)
    page = _text(as_(ewa), f"{NEWS}/{news.pk}")
    assert "Zofia Bryza" in page and "Adam Rejs" not in page and "<strong>wzory</strong>" in page
    assert "0 z 1" in _text(as_(ewa), NEWS)


def test_a_change_is_told_again_when_asked_and_stands_in_history(zofia: Staff, ewa: Staff, as_: As) -> None:
    news = operations.post_news(title="Do 12", text="", by=ewa.pk, at=now())
    operations.mark_news_read(news_id=news, staff_id=zofia.pk, at=now())
    as_(ewa).post(f"{NEWS}/{news}/zmien", {"title": "Do 18", "text": "", "od-nowa": "1"})
    assert not queries.news_for(zofia.pk, now())[0].is_read
    page = _text(as_(ewa), f"{NEWS}/{news}")
    assert "Do 12" in page and "Do 18" in page


def test_withdrawn_news_moves_to_its_own_list(zofia: Staff, marek: Staff, as_: As) -> None:
    news = operations.post_news(title="Pomyłka", text="", by=marek.pk, at=now())
    as_(marek).post(f"{NEWS}/{news}/wycofaj")
    assert queries.news_for(zofia.pk, now()) == []
    assert "Pomyłka" in _text(as_(marek), f"{NEWS}?stan=withdrawn")
    assert "Pomyłka" not in _text(as_(marek), f"{NEWS}?stan=nonsens")


def test_a_day_that_is_over_and_a_card_that_is_not_there_are_refused(ewa: Staff, as_: As) -> None:
    for sent in ({"title": "x", "last_day": "2020-01-01"}, {"title": "x", "card": "nie-ma"}, {"title": ""}):
        assert as_(ewa).post(f"{NEWS}/nowa", sent).status_code == 422
    assert not ShiftNews.objects.exists()


def test_hostile_words_stay_words(zofia: Staff, ewa: Staff, as_: As) -> None:
    sent = {"title": "<img src=x onerror=alert(1)>", "text": "<script>alert(1)</script> [x](javascript:alert(1))"}
    as_(ewa).post(f"{NEWS}/nowa", sent)
    page = _text(as_(ewa), f"{NEWS}/{ShiftNews.objects.get().pk}")
    assert "<script>alert" not in page and "<img src=x" not in page and 'href="javascript' not in page


def test_advisers_and_officers_do_not_write_news(zofia: Staff, piotr: Staff, as_: As) -> None:
    for person in (zofia, piotr):
        assert as_(person).get(NEWS).status_code == 403
        assert as_(person).post(f"{NEWS}/nowa", {"title": "x"}).status_code == 403


def test_an_instruction_goes_from_draft_to_desk_through_two_people(
    pothole: str, ewa: Staff, jan: Staff, marek: Staff, as_: As
) -> None:
    sent = {"title": "Zagrożenie życia", "text": "1. Podaj 112.", "tags": "112, pilne", "cards": pothole}
    made = as_(ewa).post(f"{HOWTO}/nowa", sent)
    page = made.headers["Location"]
    assert "Zatwierdzi go inna osoba" in _text(as_(ewa), page)
    as_(ewa).post(f"{page}/zatwierdz")
    assert queries.instructions_for(pothole) == ()
    assert "Zatwierdź i pokaż doradcom" in _text(as_(jan), page)
    as_(jan).post(f"{page}/zatwierdz")
    assert [one.title for one in queries.instructions_for(pothole)] == ["Zagrożenie życia"]
    assert "Zagrożenie życia" in _text(as_(marek), HOWTO)
    assert as_(marek).post(f"{page}/wycofaj").status_code == 403
    as_(ewa).post(f"{page}/wycofaj")
    assert queries.instructions_for(pothole) == ()


def test_an_instruction_for_an_unknown_card_is_refused(ewa: Staff, as_: As) -> None:
    answer = as_(ewa).post(f"{HOWTO}/nowa", {"title": "x", "text": "y", "cards": "nie-ma"})
    assert answer.status_code == 422 and "nie-ma" in answer.content.decode()
