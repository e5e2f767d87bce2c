"""The register of streets: brought in from a file without losing anything, and asked for places."""

from datetime import UTC, date, datetime

import pytest

from infolinia.city import queries
from infolinia.city.importing import CannotImportStreets, check_streets, import_streets
from infolinia.city.models import AddressPoint, District, Street
from infolinia.city.places import is_in_city, points_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
HEADER = "ulica;numer;dzielnica;szerokosc;dlugosc;kod\n"


def _file(*lines: str) -> bytes:
    return (HEADER + "\n".join(lines)).encode()


WHOLE = _file(
    "ul. Żaglowa;12;Obłuże;54.5400;18.4800;001",
    "ul. Żaglowa;12A;Obłuże;54.5402;18.4803;001",
    "ul. Żaglowa;40;Oksywie;54.5450;18.4900;001",
    "ul. Kamienna;7;Orłowo;54.4800;18.5600;002",
    "Rondo Morskie;;Śródmieście;;;003",
)


@pytest.fixture
def register() -> None:
    import_streets(data=WHOLE, is_whole=False, at=AT)


def test_a_preview_tells_all_and_changes_nothing() -> None:
    done = check_streets(data=WHOLE, is_whole=False, at=AT)
    assert done.streets_added.shown == ["ul. Żaglowa", "ul. Kamienna", "Rondo Morskie"]
    assert (done.points_added.count, done.districts_added.count, done.rows) == (4, 4, 5)
    assert not Street.objects.exists()
    assert not District.objects.exists()


@pytest.mark.usefixtures("register")
def test_the_same_file_again_changes_nothing() -> None:
    done = import_streets(data=WHOLE, is_whole=True, at=AT)
    assert (done.changes, done.unchanged) == (0, 4)


@pytest.mark.usefixtures("register")
def test_a_street_with_a_new_name_is_known_by_its_code_and_by_its_old_name() -> None:
    before = Street.objects.get(name="ul. Kamienna").pk
    done = import_streets(data=_file("ul. Nowa Kamienna;7;Orłowo;54.48;18.56;002"), is_whole=False, at=AT)
    street = Street.objects.get(pk=before)
    assert (street.name, street.former_names) == ("ul. Nowa Kamienna", "ul. Kamienna")
    assert done.streets_renamed.shown == ["ul. Kamienna → ul. Nowa Kamienna"]
    found = queries.place("Kamienna", "7")
    assert found and (found.street, found.is_house_known) == ("ul. Nowa Kamienna", True)


@pytest.mark.usefixtures("register")
def test_what_a_whole_register_lacks_ends_and_stays() -> None:
    done = import_streets(data=_file("ul. Żaglowa;12;Obłuże;54.54;18.48;001"), is_whole=True, at=AT)
    assert sorted(done.streets_ended.shown) == ["Rondo Morskie", "ul. Kamienna"]
    assert (done.points_ended.count, AddressPoint.objects.count(), Street.objects.count()) == (3, 4, 3)
    assert Street.objects.get(name="ul. Kamienna").valid_to == date(2026, 11, 24)
    assert [hit.name for hit in queries.streets_like("kam")] == []
    assert queries.street("Kamienna") is not None  # what points to it still finds it


@pytest.mark.usefixtures("register")
def test_a_file_of_streets_alone_ends_no_house() -> None:
    lines = ["ul. Żaglowa;;;;;001", "ul. Kamienna;;;;;002", "Rondo Morskie;;;;;003"]
    done = import_streets(data=_file(*lines), is_whole=True, at=AT)
    assert done.changes == 0
    assert AddressPoint.objects.filter(valid_to=None).count() == 4


@pytest.mark.usefixtures("register")
def test_a_part_of_the_register_ends_nothing_and_moves_only_what_it_names() -> None:
    done = import_streets(data=_file("Żaglowa;12;;54.5410;18.4810;"), is_whole=False, at=AT)
    assert (done.points_changed.shown, done.changes) == (["ul. Żaglowa 12"], 1)
    point = AddressPoint.objects.get(house="12")
    assert (point.latitude, point.district.name if point.district else "") == (54.541, "Obłuże")
    history = AddressPoint.pgh_event_model.objects.filter(pgh_obj=point).order_by("pgh_id")  # type: ignore[attr-defined]
    assert [event.latitude for event in history] == [54.54, 54.541]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["ul. Nowa;1;;54.5;18.5;", "ul. Nowa;1;;54.6;18.5;"], "jest już w wierszu 2"),
        (["ul. Kamienna;7;;;;999"], "ma już w rejestrze kod 002"),
        (["ul. Kamienna;7;;;;001"], "pod innym kodem"),
    ],
)
def test_a_file_that_contradicts_itself_or_the_register_is_taken_not_at_all(lines: list[str], why: str) -> None:
    with pytest.raises(CannotImportStreets) as refused:
        import_streets(data=_file("ul. Dobra;1;;54.5;18.5;", *lines) if "ul. Nowa" not in lines[0] else _file(*lines),
                       is_whole=False, at=AT)  # fmt: skip
    assert why in refused.value.faults[0].why
    assert Street.objects.count() == 3


@pytest.mark.usefixtures("register")
def test_the_district_comes_from_the_house_where_a_street_runs_through_several() -> None:
    twelve, forty, any_house = (queries.place("ul. zaglowa", house) for house in ("12 m. 3", "40", "99"))
    assert twelve and (twelve.district, twelve.point, twelve.house) == ("Obłuże", (54.54, 18.48), "12")
    assert forty and forty.district == "Oksywie"
    assert any_house and (any_house.district, any_house.is_house_known, any_house.point) == ("", False, None)
    assert any_house.districts == ("Obłuże", "Oksywie")
    assert queries.place("Wymyślona", "1") is None


@pytest.mark.usefixtures("register")
def test_suggestions_go_from_the_street_to_its_houses() -> None:
    assert [hit.text for hit in queries.addresses_like("zag")] == ["ul. Żaglowa"]
    assert [hit.text for hit in queries.addresses_like("Żaglowa 1")] == ["ul. Żaglowa 12", "ul. Żaglowa 12A"]
    assert queries.addresses_like("Żaglowa 40")[0].districts == ("Oksywie",)
    assert [hit.text for hit in queries.addresses_like("Żaglowa 777")] == ["ul. Żaglowa 777"]
    assert queries.addresses_like("") == []


@pytest.mark.usefixtures("register")
def test_a_point_finds_the_nearest_house_and_whether_it_is_in_the_city() -> None:
    near = queries.nearest_address((54.5401, 18.4801))
    assert near and (near.street, near.house, near.district) == ("ul. Żaglowa", "12", "Obłuże")
    assert near.metres < 20
    assert queries.nearest_address((54.60, 18.40)) is None
    assert is_in_city((54.5500, 18.4800))
    assert not is_in_city((52.23, 21.01))


def test_without_a_register_any_point_may_be_the_city() -> None:
    assert is_in_city((52.23, 21.01))


@pytest.mark.usefixtures("register")
def test_many_addresses_get_their_points_at_once() -> None:
    wanted = [("ul. Żaglowa", "12"), ("Kamienna", "7"), ("Kamienna", "9"), ("Wymyślona", "1")]
    assert points_of(wanted) == {("ul. Żaglowa", "12"): (54.54, 18.48), ("Kamienna", "7"): (54.48, 18.56)}
