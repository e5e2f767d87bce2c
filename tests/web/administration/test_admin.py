"""Administration: who gets in, what can be set, and what the history shows afterwards."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.test import Client

from infolinia.city.models import HoursException, OpeningHours, Staff, Street, Unit
from infolinia.contacts import queries as contacts
from infolinia.core.clock import now
from infolinia.correspondence.models import Message
from infolinia.matters import operations as matters
from infolinia.matters.operations import CategoryDraft, save_category
from infolinia.matters.shapes import MatterDraft, Registered

Page = Callable[[str], str]


@pytest.fixture
def boss(db: None) -> Staff:
    """The administrator."""
    person = Staff(username="admin", display_name="Administrator", role="admin", is_staff=True, is_superuser=True)
    person.set_password("haslo-na-probe-2026")
    person.save()
    return person


def as_(person: Staff) -> Client:
    """Return a browser that this person has signed in to."""
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def desk(boss: Staff) -> Client:
    """The administrator's browser."""
    return as_(boss)


@pytest.fixture
def pothole(roads: Unit) -> Registered:
    """A matter whose resident wants e-mail, so that a letter was queued."""
    save_category(CategoryDraft("dziura-w-jezdni", "Dziura w jezdni", unit=roads.code, promise="3 working days"))
    draft = MatterDraft(
        category_code="dziura-w-jezdni",
        description="Głęboka dziura.",
        reply_channel="email",
        reply_address="halina@example.org",
    )
    return matters.register(draft=draft, by_id=None, at=now())


def test_a_guest_is_sent_to_the_products_own_sign_in(db: None) -> None:
    assert Client().get("/admin/").url.startswith("/admin/login/")
    assert Client().get("/admin/login/?next=/admin/city/unit/").url == "/konto/login/?next=/admin/city/unit/"


@pytest.mark.parametrize("role", ["adviser", "supervisor", "officer", "editor"])
def test_nobody_else_gets_in_not_even_with_a_forgotten_flag(db: None, role: str) -> None:
    person = Staff(username="x", display_name="Ktoś", role=role, is_staff=True, is_superuser=True)
    person.set_unusable_password()
    person.save()
    assert as_(person).get("/admin/", follow=True).status_code == 403
    assert as_(person).get("/admin/city/staff/", follow=True).status_code == 403


def test_an_administrator_who_was_switched_off_stays_out(boss: Staff, desk: Client) -> None:
    Staff.objects.filter(pk=boss.pk).update(is_active=False)
    assert desk.get("/admin/").status_code == 302


def test_only_what_an_office_sets_is_offered(desk: Client) -> None:
    page = desk.get("/admin/").content.decode()
    for offered in ("Komórki", "Pracownicy", "Godziny linii", "Wyjątki w godzinach", "Dzielnice", "Ulice"):
        assert offered in page, offered
    for machinery in ("Grupy", "Procrastinate", "procrastinatejob"):
        assert machinery not in page, machinery


@pytest.mark.parametrize("table", ["usersessions/usersession", "mfa/authenticator", "auth/group"])
def test_keys_of_sessions_and_second_factors_have_no_page_at_all(desk: Client, table: str) -> None:
    """Whoever reads the key of an open session can work under another person's name."""
    assert desk.get(f"/admin/{table}/").status_code == 404


def test_the_first_administrator_of_an_empty_installation_gets_in(db: None) -> None:
    call_command("createsuperuser", "--noinput", username="pierwsza", email="", verbosity=0)
    assert as_(Staff.objects.get(username="pierwsza")).get("/admin/").status_code == 200


def test_looking_at_residents_in_administration_is_logged_as_anywhere_else(
    desk: Client, boss: Staff, pothole: Registered
) -> None:
    letter = Message.objects.get(matter_id=pothole.id)
    for page in ("", f"{pothole.id}/change/", f"{pothole.id}/history/"):
        assert desk.get(f"/admin/matters/matter/{page}").status_code == 200
    for page in ("", f"{letter.pk}/change/"):
        assert desk.get(f"/admin/correspondence/message/{page}").status_code == 200
    lines = contacts.readings(since=now() - timedelta(minutes=1), until=now() + timedelta(minutes=1)).lines
    assert {(line.staff_name, line.what, line.matter_id) for line in lines} == {
        ("Administrator", what, matter)
        for what in ("sprawy w administracji", "wiadomości w administracji")
        for matter in (None, pothole.id)
    }


def test_setting_up_an_office_reads_nobodys_data(desk: Client, roads: Unit) -> None:
    desk.get(f"/admin/city/unit/{roads.pk}/change/")
    assert not contacts.readings(since=now() - timedelta(minutes=1), until=now() + timedelta(minutes=1)).lines


def test_every_page_of_every_registered_table_opens(desk: Client) -> None:
    for model, options in admin.site._registry.items():
        opened = desk.get(f"/admin/{model._meta.app_label}/{model._meta.model_name}/")
        assert opened.status_code == 200, model
        assert "history_view" in dir(options)


def test_a_new_officer_gets_a_role_a_unit_and_a_password(desk: Client, roads: Unit) -> None:
    desk.post(
        "/admin/city/staff/add/",
        {
            "username": "nowa",
            "display_name": "Nowa Osoba",
            "role": "officer",
            "unit": roads.pk,
            "usable_password": "true",
            "password1": "dlugie-haslo-na-start",
            "password2": "dlugie-haslo-na-start",
        },
    )
    person = Staff.objects.get(username="nowa")
    assert (person.role, person.unit, person.is_staff) == ("officer", roads, False)
    assert person.check_password("dlugie-haslo-na-start")


def test_who_becomes_administrator_may_enter_and_who_no_longer_is_may_not(desk: Client, zofia: Staff) -> None:
    address = f"/admin/city/staff/{zofia.pk}/change/"
    fields = {"username": "doradca", "display_name": "Zofia Bryza", "speaks": '["pl"]', "screen_language": "pl"}
    desk.post(address, {**fields, "role": "admin", "is_active": "on"})
    zofia.refresh_from_db()
    assert (zofia.is_staff, zofia.is_superuser) == (True, True)
    desk.post(address, {**fields, "role": "adviser", "is_active": "on"})
    zofia.refresh_from_db()
    assert (zofia.is_staff, zofia.is_superuser) == (False, False)


def test_people_and_units_are_not_deleted(desk: Client, zofia: Staff, roads: Unit) -> None:
    assert desk.post(f"/admin/city/staff/{zofia.pk}/delete/", {"post": "yes"}).status_code == 403
    assert desk.post(f"/admin/city/unit/{roads.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Staff.objects.filter(pk=zofia.pk).exists()


def test_hours_exceptions_and_streets_are_kept(desk: Client) -> None:
    desk.post("/admin/city/openinghours/add/", {"weekday": 2, "opens": "07:00", "closes": "18:00"})
    desk.post("/admin/city/hoursexception/add/", {"day": "24.12.2026", "opens": "", "closes": "", "reason": "Wigilia"})
    assert OpeningHours.objects.get(weekday=2).closes == time(18)
    assert HoursException.objects.get(day=date(2026, 12, 24)).reason == "Wigilia"
    refused = desk.post("/admin/city/openinghours/add/", {"weekday": 3, "opens": "18:00", "closes": "07:00"})
    assert refused.status_code == 200
    assert not OpeningHours.objects.filter(weekday=3).exists()


def test_the_history_shows_who_changed_what(desk: Client, roads: Unit) -> None:
    response = desk.post(
        f"/admin/city/unit/{roads.pk}/change/",
        {
            "name": roads.name,
            "short_name": "Drogi i mosty",
            "code": roads.code,
            "kind": "office",
            "valid_from": "01.01.2020",
        },
    )
    assert response.status_code == 302
    page = desk.get(f"/admin/city/unit/{roads.pk}/history/").content.decode()
    assert "Administrator" in page
    assert "<del>Utrzymanie Dróg</del> → <ins>Drogi i mosty</ins>" in page
    assert "Dodano" in page


def test_changes_made_outside_administration_are_there_too(desk: Client, roads: Unit) -> None:
    Unit.objects.filter(pk=roads.pk).update(phone="500000000")
    page = desk.get(f"/admin/city/unit/{roads.pk}/history/").content.decode()
    assert "<ins>500000000</ins>" in page
    assert "<td>system</td>" in page


def test_a_password_never_appears_in_history(desk: Client, zofia: Staff) -> None:
    zofia.set_password("calkiem-inne-haslo-2026")
    zofia.save()
    page = desk.get(f"/admin/city/staff/{zofia.pk}/history/").content.decode()
    assert "argon2" not in page


def test_the_history_of_what_is_not_there_is_not_found(desk: Client) -> None:
    assert desk.get("/admin/city/unit/999999/history/").status_code == 404


def test_streets_are_listed_with_their_districts_in_few_statements(
    desk: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(40):
        Street.objects.create(name=f"ul. Próbna {number}")
    desk.get("/admin/city/street/")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        desk.get("/admin/city/street/")


def test_switching_an_account_off_tells_the_telephone(
    desk: Client, zofia: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr("infolinia.city.operations.live.notify", lambda _channel, said: told.append(said))
    path = f"/admin/city/staff/{zofia.pk}/change/"
    form = desk.get(path).context["adminform"].form
    typed = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    typed.pop("is_active")
    assert desk.post(path, typed).status_code == 302
    zofia.refresh_from_db()
    assert not zofia.is_active
    assert told == [{"kind": "staff", "staff": zofia.pk}]
