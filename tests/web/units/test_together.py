"""Beside a matter: where it is, its parts, who reported the same; joining and parting by a press."""

import pytest
from django.urls import reverse

from infolinia.city.models import Staff, Unit
from infolinia.contacts.models import Reading
from infolinia.core.clock import now
from infolinia.matters import operations as matters
from infolinia.matters import queries
from infolinia.matters.models import Matter
from infolinia.matters.shapes import Place, Registered
from infolinia.matters.shapes.following import FollowDraft, PartDraft
from tests.web.units.conftest import As, Register

pytestmark = pytest.mark.django_db


def _shown(as_: As, person: Staff, matter: Registered) -> str:
    return as_(person).get(reverse("units:together", args=[matter.id])).content.decode()


def test_place_parts_followers_and_the_same_thing_stand_beside_a_matter(
    as_: As, register: Register, piotr: Staff, marek: Staff, zofia: Staff, lamps: Unit
) -> None:
    one, other = register(point=(54.54, 18.48)), register(point=(54.54, 18.48))
    matters.split(matter_id=one.id, parts=[PartDraft(lamps.pk, "Lampa", "Przechyla się.")], by_id=marek.pk, at=now())
    matters.follow(matter_id=one.id, draft=FollowDraft(note="U mnie też."), by_id=zofia.pk, at=now())
    page = _shown(as_, piotr, one)
    assert "54.54000, 18.48000" in page
    assert other.number in page and "ten sam adres" in page
    assert "Lampa" in page and "U mnie też." in page


def test_an_officer_is_not_shown_other_units_matters(as_: As, register: Register, piotr: Staff, zofia: Staff) -> None:
    mine, lamp = register(point=(54.54, 18.48)), register("latarnia", point=(54.54, 18.48))
    assert lamp.number not in _shown(as_, piotr, mine)
    assert as_(piotr).get(reverse("units:together", args=[lamp.id])).status_code == 404


def test_reading_who_follows_is_written_down(
    as_: As, pothole: Registered, halina: object, piotr: Staff, zofia: Staff
) -> None:
    draft = FollowDraft(resident_id=halina)  # type: ignore[arg-type]
    matters.follow(matter_id=pothole.id, draft=draft, by_id=zofia.pk, at=now())
    assert "Halina Zatoka" in _shown(as_, piotr, pothole)
    assert Reading.objects.filter(staff=piotr, resident_id=halina, matter_id=pothole.id).exists()


def test_joining_and_parting_by_a_press(as_: As, register: Register, piotr: Staff) -> None:
    one, other = register(), register(place=Place("ul. Żaglowa", "14", "Obłuże"))
    answer = as_(piotr).post(reverse("units:join", args=[other.id, one.id]))
    assert answer.url == reverse("units:matter", args=[one.id])
    follower = queries.followers(one.id)[0]
    answer = as_(piotr).post(reverse("units:part_from", args=[one.id, follower.id]))
    assert answer.url == reverse("units:matter", args=[other.id])
    assert Matter.objects.get(pk=other.id).closed_at is None


def test_nobody_joins_what_they_may_not_see_nor_parts_anothers_follower(
    as_: As, register: Register, piotr: Staff, zofia: Staff
) -> None:
    mine, lamp = register(), register("latarnia")
    assert as_(piotr).post(reverse("units:join", args=[mine.id, lamp.id])).status_code == 404
    assert as_(piotr).post(reverse("units:join", args=[lamp.id, mine.id])).status_code == 404
    followed = matters.follow(matter_id=lamp.id, draft=FollowDraft(), by_id=zofia.pk, at=now())
    assert as_(piotr).post(reverse("units:part_from", args=[mine.id, followed.id])).status_code == 404
    assert not Matter.objects.exclude(closed_at=None).exists()
