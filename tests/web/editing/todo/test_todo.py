"""„Do zrobienia”: one list, each task answered on its page by those whose it is."""

from datetime import timedelta

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.knowledge import operations, queries
from infolinia.knowledge.links.probe import Answer
from infolinia.knowledge.models import CardErrorReport, CardTask, SourceLink
from infolinia.knowledge.operations.tasks import keep_tasks
from tests.web.units.conftest import As

TODO = "/wiedza/do-zrobienia"


@pytest.fixture
def report(pothole: str, zofia: Staff) -> int:
    """What Zofia found wrong in the card of potholes."""
    return operations.report_error(card_code=pothole, section="kto", text="Zimą trwa to dłużej.", by=zofia.pk, at=now())


def _text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_list_shows_each_his_own(
    report: int, ewa: Staff, piotr: Staff, outsider: Staff, zofia: Staff, as_: As
) -> None:
    assert "Zimą trwa to dłużej." in _text(as_(ewa), TODO)
    assert "Zimą trwa to dłużej." in _text(as_(piotr), TODO)
    assert "Nic nie czeka" in _text(as_(outsider), TODO)
    assert as_(zofia).get(TODO).status_code == 403


def test_it_is_narrowed_by_kind_and_lateness(report: int, ewa: Staff, as_: As) -> None:
    keep_tasks(at=now() + timedelta(days=9))
    assert "Dziura w jezdni" in _text(as_(ewa), f"{TODO}?rodzaj=error_report")
    assert "Nic tu nie pasuje" in _text(as_(ewa), f"{TODO}?rodzaj=dead_link")
    assert "Nic tu nie pasuje" in _text(as_(ewa), f"{TODO}?po-terminie=1")
    assert "przekazano kierownikowi" in _text(as_(ewa), f"{TODO}?strona=nonsens")


def test_an_officer_confirms_an_editor_answers_and_the_adviser_reads_it(
    report: int, piotr: Staff, ewa: Staff, zofia: Staff, as_: As
) -> None:
    page = f"/wiedza/bledy/{report}"
    assert "Każdy." in _text(as_(piotr), page)  # what the section says now
    told = as_(piotr).post(page, {"co": "potwierdzam", "odpowiedz": "Zimą do 14 dni."})
    assert (told.status_code, told.headers["Location"]) == (302, TODO)
    assert "Zimą do 14 dni." in _text(as_(ewa), page)
    as_(ewa).post(page, {"co": "dobra", "odpowiedz": "Jest o tym w uwagach."})
    [answer] = queries.answers_for(zofia.pk, now())
    assert (answer.state, answer.reply) == ("refused", "Jest o tym w uwagach.")
    assert "Twoja odpowiedź" not in _text(as_(ewa), page)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"co": "", "odpowiedz": "x"}, "Wybierz, co odpowiadasz."),
        ({"co": "dobra", "odpowiedz": " "}, "Napisz doradcy, dlaczego karta jest dobra."),
        ({"co": "potwierdzam"}, "Napisz, jak powinno być."),
    ],
)
def test_a_refused_answer_keeps_what_was_typed(
    report: int, ewa: Staff, as_: As, sent: dict[str, str], said: str
) -> None:
    answer = as_(ewa).post(f"/wiedza/bledy/{report}", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert CardErrorReport.objects.get(pk=report).state == "open"


def test_nobody_else_sees_or_answers_a_report(
    report: int, outsider: Staff, marek: Staff, zofia: Staff, as_: As
) -> None:
    page = f"/wiedza/bledy/{report}"
    assert as_(outsider).get(page).status_code == 403
    assert as_(outsider).post(page, {"co": "dobra", "odpowiedz": "x"}).status_code == 403
    assert as_(zofia).get(page).status_code == 403
    assert "Twoja odpowiedź" not in _text(as_(marek), page)
    assert as_(marek).post(page, {"co": "dobra", "odpowiedz": "x"}).status_code == 403
    assert as_(marek).get(f"/wiedza/bledy/{report + 999}").status_code == 404


@pytest.fixture
def dead(pothole: str) -> int:
    """A task about an address that is dead; its id."""
    card = queries.card(pothole)
    assert card is not None
    link = SourceLink.objects.create(url="https://example.org/nie-ma")
    link.cards.add(CardTask._meta.get_field("card").related_model.objects.get(code=pothole))  # type: ignore[union-attr]
    for _time in range(2):
        operations.note_answer(link_id=link.pk, answer=Answer("dead", "404"), at=now())
    return int(CardTask.objects.get(kind="dead_link").pk)


def test_a_dead_address_is_closed_with_what_was_done(dead: int, piotr: Staff, outsider: Staff, as_: As) -> None:
    page = f"/wiedza/zadania/{dead}"
    assert as_(outsider).get(page).status_code == 404
    assert "https://example.org/nie-ma" in _text(as_(piotr), page)
    refused = as_(piotr).post(page, {"co": "niepotrzebne", "odpowiedz": ""})
    assert refused.status_code == 422 and "dlaczego" in refused.content.decode()
    as_(piotr).post(page, {"co": "zrobione", "odpowiedz": "Nowy adres w wydaniu 2."})
    task = CardTask.objects.get(pk=dead)
    assert (task.state, task.reply, task.closed_by_id) == ("done", "Nowy adres w wydaniu 2.", piotr.pk)


def test_a_report_task_leads_to_its_own_page(report: int, ewa: Staff, as_: As) -> None:
    task = CardTask.objects.get(kind="error_report")
    answer = as_(ewa).get(f"/wiedza/zadania/{task.pk}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/wiedza/bledy/{report}")


def test_addresses_are_listed_with_how_they_answered(dead: int, ewa: Staff, piotr: Staff, as_: As) -> None:
    page = _text(as_(ewa), "/wiedza/odnosniki")
    assert "strony nie ma (404)" in page and "Dziura w jezdni" in page
    assert "Nie ma takich adresów" in _text(as_(ewa), "/wiedza/odnosniki?stan=alive")
    assert as_(piotr).get("/wiedza/odnosniki").status_code == 403
