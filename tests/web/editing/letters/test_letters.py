"""The editors' templates without a browser: rights, writing, seeing, approving, real matters."""

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.contacts.models import Reading
from infolinia.correspondence.composing import compose
from infolinia.correspondence.models import TemplateEdition
from infolinia.matters.models import Matter
from tests.web.rights import DOOR, FORM, OPEN, REFUSED, ROLES, amiss
from tests.web.units.conftest import As, Register, halina, kinds, register

__all__ = ["halina", "kinds", "register"]

pytestmark = pytest.mark.django_db

ONE = "/wiedza/szablony/registered/sms/pl"
READERS = (REFUSED, REFUSED, REFUSED, OPEN, OPEN, OPEN, DOOR)


@pytest.fixture
def people(
    as_: As, zofia: Staff, piotr: Staff, outsider: Staff, marek: Staff, ewa: Staff, administrator: Staff
) -> dict[str, Client]:
    """One browser a role."""
    signed_in = (zofia, piotr, outsider, marek, ewa, administrator)
    return {**{role: as_(one) for role, one in zip(ROLES, signed_in, strict=False)}, "guest": Client()}


@pytest.fixture
def draft(people: dict[str, Client]) -> int:
    """Ewa's draft of the text message about a registered matter."""
    people["editor"].post(f"{ONE}/zacznij")
    return TemplateEdition.objects.get().pk


def test_every_role_at_every_address(people: dict[str, Client], draft: int) -> None:
    addresses = {
        "list": "/wiedza/szablony",
        "one": ONE,
        "draft": f"/wiedza/szablony/szkice/{draft}",
        "start": f"{ONE}/zacznij",
        "look": "/wiedza/szablony/podglad",
    }
    expected = {**dict.fromkeys(("list", "one", "draft"), READERS), **dict.fromkeys(("start", "look"), (FORM,) * 7)}
    assert not amiss(people, addresses, expected)


@pytest.mark.parametrize("role", ["adviser", "own officer", "supervisor", "admin", "guest"])
@pytest.mark.parametrize("deed", ["zapisz", "oddaj", "usun"])
def test_only_editors_write(people: dict[str, Client], draft: int, role: str, deed: str) -> None:
    answer = people[role].post(f"/wiedza/szablony/szkice/{draft}", {"co": deed, "wersja": "1", "tresc": "podmieniona"})
    assert answer.status_code in (REFUSED, DOOR)
    assert people[role].post(f"{ONE}/zacznij").status_code in (REFUSED, DOOR)
    edition = TemplateEdition.objects.get()
    assert (edition.version, edition.state) == (1, "draft")


def test_a_text_is_written_handed_over_and_approved_by_a_supervisor(people: dict[str, Client], draft: int) -> None:
    path = f"/wiedza/szablony/szkice/{draft}"
    typed = {"co": "oddaj", "wersja": "1", "tresc": "{miasto}: sprawa {numer}, kod {kod}, {termin}."}
    assert people["editor"].post(path, typed).status_code == 302
    page = people["editor"].get(path).content.decode()
    assert "Czeka na drugą osobę" in page
    assert "Zatwierdź" not in page
    refused = people["editor"].post(path, {"co": "zatwierdz", "wersja": "2"})
    assert refused.status_code == 422
    assert "inna osoba" in refused.content.decode()
    page = people["supervisor"].get(path).content.decode()
    assert "Co się zmienia" in page
    assert people["supervisor"].post(path, {"co": "zatwierdz", "wersja": "2"}).status_code == 302
    values = {"number": "INF-1", "subject": "", "until": "do piątku", "code": "K"}
    assert compose(purpose="registered", channel="sms", language="pl", values=values).edition == 1
    assert "wydanie 1" in people["admin"].get(ONE).content.decode()


def test_a_fault_comes_back_with_what_was_typed(people: dict[str, Client], draft: int) -> None:
    typed = {"co": "zapisz", "wersja": "1", "tresc": "{numr} <b>"}
    answer = people["editor"].post(f"/wiedza/szablony/szkice/{draft}", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Może chodziło o {numer}?" in page
    assert "{numr} &lt;b&gt;" in page


def test_how_it_reads_on_a_real_matter_is_logged(people: dict[str, Client], register: Register, ewa: Staff) -> None:
    register(subject="Zapadnięta studzienka")
    matter = Matter.objects.get()
    typed = {
        "po_co": "registered",
        "kanal": "email",
        "jezyk": "pl",
        "temat": "{numer}: mamy to",
        "tresc": "{czego dotyczy}, {termin}, {kod}",
    }
    page = people["editor"].post("/wiedza/szablony/podglad", typed | {"sprawa": str(matter.id)}).content.decode()
    assert f"{matter.number}: mamy to" in page
    assert "Zapadnięta studzienka" in page
    assert "ACD347" in page, "never the matter's own code"
    reading = Reading.objects.get(what="podgląd szablonu wiadomości")
    assert (reading.staff_id, reading.matter_id) == (ewa.pk, matter.id)
    people["editor"].post("/wiedza/szablony/podglad", typed)
    assert Reading.objects.filter(what="podgląd szablonu wiadomości").count() == 1, "invented data are nobody's"


def test_what_could_be_plainer_is_said(people: dict[str, Client]) -> None:
    typed = {
        "po_co": "reminder",
        "kanal": "sms",
        "jezyk": "pl",
        "tresc": "Informujemy, iż {o czym} winno zostać zrealizowane w terminie późniejszym.",
    }
    page = people["editor"].post("/wiedza/szablony/podglad", typed).content.decode()
    assert "wskaźnik mglistości" in page
    assert "części SMS" in page or "część SMS" in page


@pytest.mark.parametrize(
    "path", ["/wiedza/szablony/nie_ma/sms/pl", "/wiedza/szablony/foot/sms/pl", "/wiedza/szablony/szkice/999999"]
)
def test_what_does_not_exist_is_not_found(people: dict[str, Client], path: str) -> None:
    assert people["editor"].get(path).status_code == 404
