"""Records of people on the screen: opened with a reason that is logged, changed without a diagnosis."""

from uuid import UUID

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts import queries
from infolinia.contacts.models import ContactPoint, Conversation, Decision, ErasedPerson, Reading, Resident
from infolinia.contacts.operations import PersonDraft
from infolinia.core.clock import now
from tests.contacts.test_calls import arrive
from tests.web.people.conftest import REASON, As

pytestmark = pytest.mark.django_db
PERSON = {"name": "Halina Zatoka", "preferred_channel": "sms", "language": "pl"}


@pytest.fixture
def zofias(with_reason: As, zofia: Staff) -> Client:
    """Zofia's browser, the reason said."""
    return with_reason(zofia)


def test_without_a_talk_or_a_reason_nothing_is_shown(as_: As, zofia: Staff, halina: UUID) -> None:
    asked = as_(zofia).get(f"/osoby/{halina}")
    assert "Dlaczego otwierasz kartotekę?" in asked.content.decode()
    assert "Zatoka" not in asked.content.decode()
    assert not Reading.objects.exists()


def test_with_a_reason_it_is_shown_and_logged_once(zofias: Client, zofia: Staff, halina: UUID) -> None:
    pages = [zofias.get(f"/osoby/{halina}") for _ in range(2)]
    assert "Halina Zatoka" in pages[0].content.decode()
    assert "no-store" in pages[0]["Cache-Control"]
    line = Reading.objects.get()
    assert (line.staff_id, line.resident_id, line.why, line.reason) == (zofia.pk, halina, "stated", REASON)


def test_during_the_talk_no_reason_is_asked_for_its_own_person(as_: As, zofia: Staff, halina: UUID) -> None:
    call = arrive(now(), number="+48500000014")
    contacts.call_answered(conversation_id=call, adviser_id=zofia.pk, at=now(), event_key="a")
    assert "Halina Zatoka" in as_(zofia).get(f"/osoby/{halina}").content.decode()
    assert Reading.objects.filter(conversation_id=call, why="conversation").exists()


def test_during_a_talk_somebody_elses_record_counts_as_a_reason_of_its_own(as_: As, zofia: Staff, halina: UUID) -> None:
    call = arrive(now(), number="+48500000099")
    contacts.call_answered(conversation_id=call, adviser_id=zofia.pk, at=now(), event_key="a")
    as_(zofia).get(f"/osoby/{halina}")
    line = Reading.objects.get(resident_id=halina)
    assert (line.why, line.conversation_id) == ("stated", None)


@pytest.mark.parametrize("words", ["zatoka", "500 000 014", "HALINA@example.org", "hal zat"])
def test_found_by_name_number_or_address(zofias: Client, halina: UUID, words: str) -> None:
    assert f"/osoby/{halina}" in zofias.post("/osoby", {"q": words}).content.decode()


def test_nobody_is_found_by_nothing(zofias: Client, halina: UUID) -> None:
    assert "Nikogo takiego nie ma" in zofias.post("/osoby", {"q": "Hanna"}).content.decode()
    assert zofias.post("/osoby", {"q": " "}).status_code == 422


def test_a_note_of_an_illness_is_refused_until_somebody_looked(zofias: Client, halina: UUID) -> None:
    path = f"/osoby/{halina}/zmien"
    refused = zofias.post(path, {**PERSON, "need": "jest głucha"})
    assert refused.status_code == 422
    assert "może mówić o zdrowiu" in refused.content.decode()
    assert zofias.post(path, {**PERSON, "need": "mieszka przy ul. Leczniczej", "sure": "on"}).status_code == 302
    assert zofias.post(path, {**PERSON, "need": "PESEL 44051401458", "sure": "on"}).status_code == 422
    assert Resident.objects.get().need == "mieszka przy ul. Leczniczej"


def test_needs_reach_the_adviser_in_words(zofias: Client, halina: UUID) -> None:
    zofias.post(f"/osoby/{halina}/zmien", {**PERSON, "needs": ["large_print", "slowly"], "need": "dzwonić po 16"})
    card = queries.person(halina)
    assert card is not None
    assert card.need == "mówić wolniej i powtarzać, duży druk, dzwonić po 16"


def test_a_number_is_added_corrected_ended_and_taken_out(zofias: Client, halina: UUID) -> None:
    added = {"kind": "phone", "value": "500 000 020", "label": "praca", "valid_until": "2020-01-01"}
    assert zofias.post(f"/osoby/{halina}/adres", added).status_code == 302
    point = ContactPoint.objects.get(value="+48500000020")
    ways = {way.value: way for way in queries.ways_to_reach(halina)}
    assert (ways["+48500000020"].usable, ways["+48500000014"].preferred) == (False, True)
    corrected = {"kind": "phone", "value": "500 000 021", "label": "praca"}
    assert zofias.post(f"/osoby/{halina}/adres/{point.pk}", corrected).status_code == 302
    assert zofias.post(f"/osoby/{halina}/adres/{point.pk}/usun").status_code == 302
    history = ContactPoint.pgh_event_model.objects.filter(pgh_obj_id=point.pk)  # type: ignore[attr-defined]
    assert not history.exists()


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [("phone", "12", "9 cyfr"), ("email", "halina", "znak @"), ("letter", "Halina Zatoka", "w wierszach")],
)
def test_what_is_no_address_is_refused(zofias: Client, halina: UUID, kind: str, value: str, said: str) -> None:
    refused = zofias.post(f"/osoby/{halina}/adres", {"kind": kind, "value": value})
    assert (refused.status_code, said in refused.content.decode()) == (422, True)


def test_an_objection_is_written_and_holds(zofias: Client, halina: UUID) -> None:
    told = {"kind": "objected", "purpose": "notice", "channel": "sms", "words": "proszę nie pisać"}
    assert zofias.post(f"/osoby/{halina}/decyzja", told).status_code == 302
    assert not queries.may_contact(halina, "road_closed", "sms", now()).yes
    assert queries.may_contact(halina, "road_closed", "email", now()).yes


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"kind": "consented", "purpose": "news", "words": ""}, "dowodu zgody"),
        ({"kind": "consented", "purpose": "matter", "words": "tak, proszę pisać"}, "nie opiera się na zgodzie"),
        ({"kind": "objected", "purpose": "matter"}, "nie ma sprzeciwu"),
    ],
)
def test_a_decision_that_means_nothing_is_refused(
    zofias: Client, halina: UUID, told: dict[str, str], said: str
) -> None:
    refused = zofias.post(f"/osoby/{halina}/decyzja", told)
    assert (refused.status_code, said in refused.content.decode()) == (422, True)
    assert not Decision.objects.exists()


def test_a_parent_acts_for_a_child_and_gets_its_contacts(zofias: Client, zofia: Staff, halina: UUID) -> None:
    child = {**PERSON, "name": "Jaś Zatoka", "is_child": "on", "adult_on": "2034-05-01"}
    ident = zofias.post("/osoby/nowa", child)["Location"].rsplit("/", 1)[-1]
    parent = {"name": "Halina Zatoka", "phone": "500000014", "right": "parent"}
    assert zofias.post(f"/osoby/{ident}/w-imieniu", parent).status_code == 302
    assert [who for who, _name, _right in queries.acting_for(UUID(ident), now())] == [halina]
    assert not queries.may_contact(UUID(ident), "satisfaction", "sms", now()).yes


def test_merged_here_undone_there(zofias: Client, halina: UUID) -> None:
    twin = contacts.new_person(draft=PersonDraft("Halina Zatoka"), sure=False, at=now())
    assert f"/osoby/{halina}/scal/{twin}" in zofias.get(f"/osoby/{halina}/scal").content.decode()
    assert zofias.post(f"/osoby/{halina}/scal/{twin}", {"reason": "oba numery jej"}).status_code == 302
    assert zofias.get(f"/osoby/{twin}")["Location"] == f"/osoby/{halina}"
    page = zofias.get(f"/osoby/{halina}").content.decode()
    path = next(part for part in page.split('"') if part.endswith("/cofnij"))
    assert zofias.post(path)["Location"] == f"/osoby/{twin}"
    assert Resident.objects.filter(merged_into=None).count() == 2


def test_a_copy_is_downloaded_by_a_supervisor(with_reason: As, marek: Staff, halina: UUID) -> None:
    marks = with_reason(marek)
    assert marks.post(f"/osoby/{halina}/kopia", {"reason": ""}).status_code == 422
    got = marks.post(f"/osoby/{halina}/kopia", {"reason": "OR.1431.8.2026"})
    assert (got.status_code, got["Content-Type"], got.content[:2]) == (200, "application/zip", b"PK")
    assert "no-store" in got["Cache-Control"]


def test_erased_by_the_administrator_who_typed_the_word(
    with_reason: As, administrator: Staff, halina: UUID, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INFOLINIA_STATE", str(tmp_path))
    admins = with_reason(administrator)
    told = {"ground": "request", "reason": "OR.1431.9.2026", "sure": "tak"}
    assert admins.post(f"/osoby/{halina}/usun", told).status_code == 422
    assert Resident.objects.exists()
    assert admins.post(f"/osoby/{halina}/usun", {**told, "sure": "usuń"})["Location"] == "/osoby/usuniete"
    assert not Resident.objects.exists()
    assert ErasedPerson.objects.get().by_id == administrator.pk
    log = admins.get("/osoby/usuniete").content.decode()
    assert "OR.1431.9.2026" in log
    assert "Zatoka" not in log


def test_a_caller_may_stay_anonymous_or_speak_for_somebody(zofias: Client, zofia: Staff, halina: UUID) -> None:
    call = arrive(now(), number="+48500000014")
    contacts.call_answered(conversation_id=call, adviser_id=zofia.pk, at=now(), event_key="a")
    path = f"/osoby/rozmowa/{call}"
    assert zofias.post(path, {"speaks_for_name": "Jan Zatoka"}).status_code == 302
    assert queries.caller_of(call) == (False, "Jan Zatoka")
    assert zofias.post(path, {"wants_anonymity": "on"}).status_code == 302
    row = Conversation.objects.get(id=call)
    assert (row.wants_anonymity, row.resident_id, row.speaks_for_name) == (True, None, "")


def test_somebody_elses_call_is_not_ours_to_change(zofias: Client, adam: Staff) -> None:
    call = arrive(now())
    contacts.call_answered(conversation_id=call, adviser_id=adam.pk, at=now(), event_key="a")
    assert zofias.get(f"/osoby/rozmowa/{call}").status_code == 404


def test_who_stays_anonymous_is_nobody_on_the_desk(as_: As, zofia: Staff, halina: UUID) -> None:
    call = arrive(now(), number="+48500000014")
    contacts.call_answered(conversation_id=call, adviser_id=zofia.pk, at=now(), event_key="a")
    desk = as_(zofia)
    assert "Zatoka" in desk.get("/stanowisko").content.decode()
    contacts.stay_anonymous(conversation_id=call, wants=True, at=now())
    assert "Zatoka" not in desk.get("/stanowisko").content.decode()


def test_in_whose_name_somebody_calls_goes_into_the_matter(as_: As, zofia: Staff, halina: UUID) -> None:
    call = arrive(now(), number="+48500000014")
    contacts.call_answered(conversation_id=call, adviser_id=zofia.pk, at=now(), event_key="a")
    contacts.speak_for(conversation_id=call, name="Jan Zatoka", at=now())
    assert queries.conversation_for(zofia, call).speaks_for == "Jan Zatoka"


def test_an_e_mail_never_lands_in_a_record_of_a_telephone(zofias: Client, halina: UUID) -> None:
    point = ContactPoint.objects.get(resident=halina, kind="phone")
    answer = zofias.post(f"/osoby/{halina}/adres/{point.pk}", {"kind": "email", "value": "h@example.org"})
    assert answer.status_code == 422
    draft = contacts.PointDraft("email", "h@example.org", is_main=True)
    with pytest.raises(contacts.CannotRemember):
        contacts.change_point(resident_id=halina, point_id=point.pk, draft=draft)
    assert ContactPoint.objects.get(pk=point.pk).value == "+48500000014"


def test_whom_a_search_showed_is_in_the_log(zofias: Client, zofia: Staff, halina: UUID) -> None:
    other = contacts.new_person(draft=PersonDraft("Jan Bosman"), sure=False, at=now())
    zofias.post("/osoby", {"q": "Zatoka"})
    zofias.post(f"/osoby/{halina}/scal", {"q": "Bosman"})
    assert Reading.objects.filter(resident_id=halina, what="szukanie w kartotece").count() == 1
    assert Reading.objects.filter(resident_id=other, what="scalanie kartotek", reason=REASON).count() == 1
