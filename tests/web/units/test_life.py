"""The life of a matter through its page: waits, plans, firms, parts, ends, and what its resident calls not done."""

from datetime import timedelta

import pytest
from django.test import Client

from infolinia.city.models import Staff, Unit
from infolinia.contacts import queries as contacts
from infolinia.core.clock import city_day, now
from infolinia.correspondence.models import Message
from infolinia.matters import operations as matters
from infolinia.matters.models import Category, Matter, StoryEvent
from infolinia.matters.shapes import Registered
from infolinia.matters.shapes.following import PartDraft
from tests.web.units.conftest import As, Register
from tests.web.units.test_matter import step, view_of

DAY = timedelta(days=1)


def stored(matter: Registered) -> Matter:
    """Return the matter as the database has it."""
    return Matter.objects.get(pk=matter.id)


def not_done(matter: Registered, piotr: Staff) -> None:
    """Let Piotr close the matter and its resident say that it is not done."""
    matters.close(matter_id=matter.id, result="done", text="Zasypane.", by_id=piotr.pk, at=now())
    matters.reopen(matter_id=matter.id, text="Dziura jest dalej.", by_id=None, at=now())


def test_the_first_look_of_the_unit_is_kept_once_and_nobody_elses(
    as_: As, piotr: Staff, zofia: Staff, pothole: Registered
) -> None:
    as_(zofia).post("/sprawy/powod", {"reason": "pytanie mieszkańca"})
    as_(zofia).get(f"/sprawy/{pothole.id}")
    assert stored(pothole).opened_at is None
    piotrs = as_(piotr)
    piotrs.get(f"/sprawy/{pothole.id}")
    first = stored(pothole)
    piotrs.get(f"/sprawy/{pothole.id}")
    assert first.opened_at is not None
    assert stored(pothole).opened_at == first.opened_at
    assert StoryEvent.objects.filter(matter_id=pothole.id, kind="opened").count() == 1
    assert first.version == 0, "a form that somebody has open is still good"


def test_another_unit_has_not_opened_it_yet(as_: As, piotr: Staff, lamps: Unit, taken: Registered) -> None:
    sent = {"target": "unit", "unit": str(lamps.pk), "reason_code": "not_our_place", "text": ""}
    assert stored(taken).opened_at is not None
    step(as_(piotr), taken, "zwroc", version=1, **sent)
    assert stored(taken).opened_at is None
    event = StoryEvent.objects.get(matter_id=taken.id, kind="passed_on")
    assert (event.text, event.details["reason_code"]) == ("To miejsce ma innego zarządcę.", "not_our_place")


def test_a_season_stops_the_clock_of_a_promise_on_evidence(as_: As, piotr: Staff, taken: Registered) -> None:
    spring = city_day(now()) + 120 * DAY
    waits = {"kind": "season", "remind_on": spring.isoformat(), "stands": "on", "evidence": "Karta masy: od 5 stopni."}
    assert step(as_(piotr), taken, "czekaj", version=1, **waits).status_code == 302
    view = view_of(taken, piotr)
    assert (view.status.code, view.due.stopped) == ("waiting", True)
    assert "pora roku" in view.waits_text
    assert "(Karta masy: od 5 stopni.)" in view.timeline[0].text


def test_no_clock_of_another_act_may_stand(as_: As, piotr: Staff, register: Register) -> None:
    by_law = register("informacja-publiczna")
    matters.take(matter_id=by_law.id, by_id=piotr.pk, at=now())
    page = as_(piotr).get(f"/sprawy/{by_law.id}").content.decode()
    assert "na porę roku" in page
    assert "Zegar mieszkańca stoi" not in page


def test_a_planned_day_reaches_the_resident(as_: As, piotr: Staff, taken: Registered) -> None:
    day = city_day(now()) + 3 * DAY
    step(as_(piotr), taken, "zaplanuj", version=1, day=day.isoformat(), text="Proszę przestawić samochód.")
    assert stored(taken).planned_on == day
    letter = Message.objects.get(matter_id=taken.id, purpose="planned")
    assert "Proszę przestawić samochód." in letter.text
    assert "zaplanowana na" in as_(piotr).get(f"/sprawy/{taken.id}").content.decode()


def test_a_firm_gets_a_link_and_the_unit_checks_its_work(as_: As, piotr: Staff, taken: Registered) -> None:
    order = {"contractor": "Zakład Robót Przykładowych", "to_email": "roboty@example.org", "days": 14}
    piotrs = as_(piotr)
    assert step(piotrs, taken, "zlec", version=1, text="Zasypać wyrwę.", **order).status_code == 302
    assert view_of(taken, piotr).waits_text == "Zakład Robót Przykładowych"
    letter = Message.objects.get(matter_id=taken.id, purpose="order")
    assert (letter.to, "Zasypać wyrwę." in letter.text) == ("roboty@example.org", True)
    assert "Halina" not in letter.text and "Głęboka dziura" not in letter.text
    assert step(piotrs, taken, "wykonane", version=2, text="Dzwonili, że gotowe.").status_code == 302
    assert stored(taken).status == "in_progress"


def test_a_wrong_address_of_a_firm_changes_nothing(as_: As, piotr: Staff, taken: Registered) -> None:
    order = {"contractor": "Zakład", "to_email": "to nie adres", "days": 14, "text": "Zasypać."}
    assert step(as_(piotr), taken, "zlec", version=1, **order).status_code == 422
    assert (stored(taken).status, stored(taken).contractor) == ("in_progress", "")


def test_parts_go_to_other_units_and_the_whole_ends_after_them(
    as_: As, piotr: Staff, lamps: Unit, taken: Registered
) -> None:
    piotrs = as_(piotr)
    step(piotrs, taken, "podziel", version=1, unit_1=str(lamps.pk), text_1="Przestawić słup.")
    part = Matter.objects.get(parent_id=taken.id)
    assert (part.unit_id, part.description) == (lamps.pk, "Przestawić słup.")
    closing = {"result": "done", "text": "Zasypane."}
    refused = step(piotrs, taken, "zamknij", version=2, **closing)
    assert "Sprawa ma 1 niezakończoną część." in refused.content.decode()
    step(piotrs, taken, "zamknij", version=2, despite_parts="Słup przestawi wiosną kto inny.", **closing)
    assert stored(taken).status == "closed"


def test_a_full_answer_leaves_only_the_closing_until_the_resident_writes(
    as_: As, piotr: Staff, taken: Registered
) -> None:
    step(as_(piotr), taken, "odpowiedz", version=1, text="Naprawimy jutro.", is_full="on")
    assert stored(taken).status == "answered"
    matters.resident_message(matter_id=taken.id, text="A chodnik?", at=now())
    assert stored(taken).status == "in_progress"


def test_what_is_not_the_citys_is_handed_over_within_seven_days(as_: As, piotr: Staff, register: Register) -> None:
    matter = register(when=now() - 12 * DAY)
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=now() - 11 * DAY)
    today = city_day(now())
    handed = {"result": "not_ours", "handed_to": "Zarządca drogi krajowej", "handed_on": today.isoformat()}
    step(as_(piotr), matter, "zamknij", version=1, text="To droga krajowa.", **handed)
    event = StoryEvent.objects.get(matter_id=matter.id, kind="closed")
    assert (event.details["late"], event.details["law"]) == (True, "KPA art. 65 § 1")
    said = f"Przekazaliśmy ją {today:%d.%m.%Y} do: Zarządca drogi krajowej (KPA art. 65 § 1)."
    assert stored(matter).closing_text == f"To droga krajowa.\n\n{said}"
    assert said in Message.objects.get(matter_id=matter.id, purpose="closed").text
    assert stored(matter).result_basis == "KPA art. 65 § 1"


def test_a_duplicate_joins_the_other_matter_of_the_unit(
    as_: As, piotr: Staff, register: Register, taken: Registered
) -> None:
    other = register(subject="Ta sama dziura")
    joined = {"result": "duplicate", "same_as": other.number, "text": ""}
    assert step(as_(piotr), taken, "zamknij", version=1, **joined).status_code == 302
    assert (stored(taken).status, stored(taken).joined_to_id, stored(other).follower_count) == ("closed", other.id, 1)


def test_ready_answers_of_the_kind_fill_the_form(as_: As, piotr: Staff, taken: Registered) -> None:
    ready = [{"name": "Zasypane", "text": "Ubytek wypełniliśmy masą na zimno."}]
    Category.objects.filter(code="dziura-w-jezdni").update(answer_texts=ready)
    piotrs = as_(piotr)
    closed = piotrs.get(f"/sprawy/{taken.id}?krok=zamknij").content.decode()
    assert "?krok=zamknij&amp;gotowa=0#co" in closed
    assert "Ubytek wypełniliśmy" not in closed
    assert "Ubytek wypełniliśmy" in piotrs.get(f"/sprawy/{taken.id}?krok=zamknij&gotowa=0").content.decode()
    for odd in ("1", "-1", "x", "99999", "²"):
        assert piotrs.get(f"/sprawy/{taken.id}", {"krok": "zamknij", "gotowa": odd}).status_code == 200, odd


def test_not_done_waits_for_the_supervisor_alone(
    as_: As, piotr: Staff, marek: Staff, zofia: Staff, taken: Registered
) -> None:
    not_done(taken, piotr)
    assert "Zdecyduj" not in as_(piotr).get(f"/sprawy/{taken.id}").content.decode()
    mareks = as_(marek)
    queue = mareks.get("/nadzor/wracaja").content.decode()
    assert taken.number in queue and "Dziura jest dalej." in queue and "Zasypane." in queue
    page = mareks.get(f"/sprawy/{taken.id}?krok=zdecyduj").content.decode()
    assert "Mieszkaniec mówi: nie zrobione" in page, "it is ground enough to open it"
    refused = step(mareks, taken, "zdecyduj", version=3, decision="unit", text="")
    assert "Wpisz uzasadnienie." in refused.content.decode()
    assert step(as_(zofia), taken, "zdecyduj", version=3, decision="unit", text="Tak.").status_code in (302, 422)
    assert stored(taken).status == "reopened"


@pytest.mark.parametrize(("decision", "status"), [("unit", "returned"), ("other_unit", "new")])
def test_the_supervisor_sends_it_back_or_elsewhere(
    as_: As, piotr: Staff, marek: Staff, roads: Unit, lamps: Unit, taken: Registered, decision: str, status: str
) -> None:
    not_done(taken, piotr)
    decided = {"decision": decision, "unit": str(lamps.pk), "text": "Proszę jechać na miejsce."}
    answer = step(as_(marek), taken, "zdecyduj", version=3, **decided)
    assert (answer.status_code, answer["Location"]) == (302, "/nadzor/wracaja")
    unit = roads if decision == "unit" else lamps
    assert (stored(taken).status, stored(taken).unit_id, stored(taken).opened_at) == (status, unit.pk, None)
    assert taken.number not in as_(marek).get("/nadzor/wracaja").content.decode()


def test_it_stays_closed_as_it_was_and_the_resident_learns_why(
    as_: As, piotr: Staff, marek: Staff, taken: Registered
) -> None:
    matters.close(matter_id=taken.id, result="done", text="Zasypane.", by_id=piotr.pk, at=now())
    before = stored(taken)
    matters.reopen(matter_id=taken.id, text="Jest druga dziura.", by_id=None, at=now())
    assert stored(taken).started_at > before.started_at
    step(as_(marek), taken, "zdecyduj", version=3, decision="closed", text="To inna dziura: zgłosiliśmy ją osobno.")
    after = stored(taken)
    same = ("result", "closed_at", "started_at", "resident_due_at", "unit_due_at", "working", "pauses", "extension")
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]
    assert after.closing_text == "Zasypane.\n\nTo inna dziura: zgłosiliśmy ją osobno."
    assert after.reopened == 1
    assert "zgłosiliśmy ją osobno" in Message.objects.get(matter_id=taken.id, purpose="stays_closed").text


def test_the_record_names_people_acts_and_documents(as_: As, piotr: Staff, taken: Registered) -> None:
    piotrs = as_(piotr)
    step(piotrs, taken, "odpowiedz", version=1, text="=HYPERLINK(1)")
    letter = Message.objects.get(matter_id=taken.id, purpose="answer")
    table = piotrs.get(f"/sprawy/{taken.id}/metryka.csv").content.decode("utf-8-sig")
    rows = table.splitlines()
    assert rows[1] == "Lp.;Data czynności;Kto;Komórka;Czynność;Treść;Dokument"
    answered = rows[-1]
    assert "Piotr Kotwica" in answered and "Odpowiedź dla mieszkańca" in answered
    assert letter.subject in answered and str(letter.id)[:8] in answered
    assert ";=HYPERLINK" not in table and "'=HYPERLINK" in table
    assert len(rows) == 2 + StoryEvent.objects.filter(matter_id=taken.id).exclude(kind="opened").count()
    paper = piotrs.get(f"/sprawy/{taken.id}/metryka.pdf")
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert piotrs.get(f"/sprawy/{taken.id}/metryka.xls").status_code == 404


@pytest.mark.parametrize("way", ["csv", "pdf"])
def test_taking_the_record_away_is_written_down(as_: As, piotr: Staff, taken: Registered, way: str) -> None:
    as_(piotr).get(f"/sprawy/{taken.id}/metryka.{way}")
    (line,) = contacts.readings(since=now() - timedelta(minutes=1), until=now() + timedelta(minutes=1)).lines
    assert (line.staff_name, line.matter_id) == ("Piotr Kotwica", taken.id)


def test_the_queue_costs_the_same_for_one_and_for_many(
    client: Client, as_: As, piotr: Staff, marek: Staff, register: Register, django_assert_max_num_queries: object
) -> None:
    for place in range(6):
        one = register(subject=f"Dziura {place}")
        matters.take(matter_id=one.id, by_id=piotr.pk, at=now())
        not_done(one, piotr)
    mareks = as_(marek)
    mareks.get("/nadzor/wracaja")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert mareks.get("/nadzor/wracaja").content.decode().count("Dziura jest dalej.") == 6


@pytest.mark.parametrize("who", ["zofia", "piotr"])
def test_the_way_to_the_resident_is_changed_on_the_matters_page(
    as_: As, request: pytest.FixtureRequest, taken: Registered, who: str
) -> None:
    browser = as_(request.getfixturevalue(who))
    browser.post("/sprawy/powod", {"reason": "mieszkanka dzwoni"})
    page = browser.get(f"/sprawy/{taken.id}").content.decode()
    assert "Sposób kontaktu" in page
    assert "halina@example.org" in page
    wanted = {"channel": "phone", "address": "500 000 014", "tells": "all"}
    wrong = step(browser, taken, "kontakt", version=stored(taken).version, **{**wanted, "address": "12"})
    assert "Wpisz numer telefonu" in wrong.content.decode()
    step(browser, taken, "kontakt", version=stored(taken).version, **wanted)
    matter = stored(taken)
    assert (matter.reply_channel, matter.reply_address, matter.tells) == ("phone", "+48500000014", "all")


def test_a_parts_page_offers_no_word_to_the_resident(
    as_: As, piotr: Staff, outsider: Staff, lamps: Unit, taken: Registered
) -> None:
    drafts = [PartDraft(lamps.pk, "", "Przestawić latarnię.")]
    (part,) = matters.split(matter_id=taken.id, parts=drafts, by_id=piotr.pk, at=now())
    matters.take(matter_id=part, by_id=outsider.pk, at=now())
    page = as_(outsider).get(f"/sprawy/{part}").content.decode()
    for slug in ("zapytaj", "odpowiedz", "kontakt"):
        assert f"krok={slug}#" not in page and f'id="inne-{slug}"' not in page
    assert "krok=zamknij#" in page
