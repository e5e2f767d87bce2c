"""A resident who sees that the city knows already follows that matter, without an account and without a script."""

import pytest
from django.test import Client
from django.urls import reverse

from infolinia.city.models import Staff, Unit
from infolinia.core.clock import now
from infolinia.matters import operations as matters
from infolinia.matters.models import Category, Follower, Matter
from infolinia.matters.operations import CategoryDraft, save_category
from infolinia.matters.shapes import MatterDraft, Place, Registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(roads: Unit, zofia: Staff) -> Registered:
    save_category(CategoryDraft("dziura", "Dziura w jezdni", unit=roads.code, promise="3 working days"))
    Category.objects.update(is_public=True)
    draft = MatterDraft(
        category_code="dziura",
        subject="Pani Halina mówi o dziurze",
        description="Dziura pod moim oknem, Halina Zatoka.",
        place=Place("ul. Żaglowa", "12", "Obłuże"),
    )
    return matters.register(draft=draft, by_id=zofia.pk, at=now())


def _form(**more: str) -> dict[str, str]:
    return {
        "reply_by": "email",
        "email": "druga@example.org",
        "phone": "",
        "tells": "end",
        "www": "",
        "key": "k1",
        **more,
    }


def test_the_page_tells_what_is_known_and_nothing_of_who_reported_it(client: Client, known: Registered) -> None:
    page = client.get(reverse("public:follow", args=[known.id])).content.decode()
    assert "Dziura w jezdni" in page and "ul. Żaglowa, Obłuże" in page
    for secret in ("Halin", "oknem", known.number, "Żaglowa 12"):
        assert secret not in page


def test_following_gives_the_number_and_a_code_of_ones_own_once(client: Client, known: Registered) -> None:
    address = reverse("public:follow", args=[known.id])
    first, again = (client.post(address, _form()).content.decode() for _ in range(2))
    follower = Follower.objects.get()
    assert (follower.reply_address, Matter.objects.get().follower_count) == ("druga@example.org", 1)
    code = first.split("<output>")[2].split("</output>")[0]
    assert code != known.code and code in again
    seen = client.post(reverse("public:status"), {"number": known.number, "code": code}, follow=True).content.decode()
    assert "Dołączasz do sprawy" in seen


def test_a_missing_address_is_asked_for_and_a_trap_refuses(client: Client, known: Registered) -> None:
    address = reverse("public:follow", args=[known.id])
    assert client.post(address, _form(email="")).status_code == 422
    assert client.post(address, _form(www="x")).status_code == 429
    assert not Follower.objects.exists()


def test_kinds_that_residents_do_not_report_and_settled_matters_are_not_there(
    client: Client, known: Registered, piotr: Staff
) -> None:
    address = reverse("public:follow", args=[known.id])
    Category.objects.update(is_public=False)
    assert client.get(address).status_code == 404
    Category.objects.update(is_public=True)
    matters.take(matter_id=known.id, by_id=piotr.pk, at=now())
    matters.close(matter_id=known.id, result="done", text="Załatane.", by_id=piotr.pk, at=now())
    assert client.post(address, _form()).status_code == 404


def test_one_address_cannot_follow_without_end(client: Client, known: Registered) -> None:
    address = reverse("public:follow", args=[known.id])
    codes = [client.post(address, _form(key=f"k{number}")).status_code for number in range(14)]
    assert codes[0] == 200 and codes[-1] == 429
    assert Matter.objects.get().follower_count == 12
