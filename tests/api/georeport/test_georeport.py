"""Open311 GeoReport v2, asked by a client that knows only the standard, in both formats."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from io import BytesIO
from urllib.parse import urlsplit

import httpx
import pytest
from django.test import Client
from PIL import Image

from infolinia.api.georeport import asked, posting, requests, updates
from infolinia.api.limits import limits
from infolinia.api.rules.bucket import Size
from infolinia.city.models import Staff, Unit
from infolinia.contacts.models import Reading
from infolinia.contacts.queries import person
from infolinia.matters import operations as matters
from infolinia.matters.models import Category, Matter, MatterFile, StoryEvent
from infolinia.matters.shapes import Place
from infolinia.partners.operations import forget_old
from infolinia.partners.rules import rights
from tests.api.georeport.client import GeoReport, Refused
from tests.matters.conftest import Register, kinds, register
from tests.partners.conftest import NewProgram, new_program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("street_lamps", "tuesday")]
__all__ = ["kinds", "new_program", "register"]

ROOT = "/api/open311/georeport/v2"
QUESTIONS = [
    {"code": "slup", "label": "Numer słupa", "required": True},
    {"code": "ile", "label": "Ile latarni", "kind": "choice", "choices": ["jedna", "kilka"]},
    {"code": "od", "label": "Od kiedy", "kind": "date"},
    {"code": "zdjecie", "label": "Zdjęcie", "kind": "photo"},
]
LAMP = {"service_code": "latarnia", "description": "Nie świeci.", "lat": "54.55", "long": "18.49"}
WITH_ANSWERS = {**LAMP, "attribute[slup]": "12/7"}
New = Callable[..., GeoReport]


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    """Nobody has asked for anything yet."""
    limits.forget()
    yield
    limits.forget()


@pytest.fixture
def tuesday(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    """It is Tuesday 24 November 2026."""
    for module in (posting, requests, updates):
        monkeypatch.setattr(module, "now", lambda: at)


@pytest.fixture
def street_lamps(kinds: None) -> None:
    """Residents may report lamps and potholes by themselves; about lamps there are questions."""
    Category.objects.filter(code__in=["latarnia", "dziura-w-jezdni", "skarga"]).update(is_public=True)
    Category.objects.filter(code="latarnia").update(questions=QUESTIONS, hint="Latarnia nie świeci albo miga.")


@pytest.fixture(params=["json", "xml"])
def new(request: pytest.FixtureRequest, client: Client) -> New:
    """A client in one of the formats; it speaks through Django's own test client."""

    def through(asked: httpx.Request) -> httpx.Response:
        parts = urlsplit(str(asked.url))
        answered = client.generic(
            asked.method,
            f"{parts.path}?{parts.query}",
            asked.read(),
            content_type=asked.headers.get("content-type", ""),
            headers={name: value for name, value in asked.headers.items() if name.startswith("idempotency")},
        )
        return httpx.Response(answered.status_code, headers=dict(answered.headers), content=answered.content)

    http = httpx.Client(transport=httpx.MockTransport(through), base_url="http://testserver")
    return lambda key="", form="": GeoReport(http, ROOT, form or request.param, key)


def test_discovery_names_the_address_and_the_formats(new: New) -> None:
    [endpoint] = new().discovery()["endpoints"]
    assert endpoint["url"].endswith(ROOT)
    assert endpoint["formats"] == ["text/xml", "application/json"]
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"


def test_services_are_what_residents_may_report_and_their_definitions_the_questions(new: New) -> None:
    found = {one["service_code"]: one for one in new().services()}
    assert set(found) == {"latarnia", "dziura-w-jezdni"}, "a complaint is no report"
    assert found["latarnia"]["description"] == "Latarnia nie świeci albo miga."
    assert str(found["latarnia"]["metadata"]).lower() == "true"
    attributes = new().definition("latarnia")
    assert [(one["code"], one["datatype"]) for one in attributes] == [
        ("slup", "string"),
        ("ile", "singlevaluelist"),
        ("od", "datetime"),
    ]
    assert [value["key"] for value in attributes[1]["values"]] == ["jedna", "kilka"]
    assert [str(one["order"]) for one in attributes] == ["1", "2", "3"]
    assert new().definition("dziura-w-jezdni") == []


@pytest.mark.parametrize("code", ["nie-ma", "skarga"])
def test_an_unknown_service_is_404(new: New, code: str) -> None:
    with pytest.raises(Refused) as refused:
        new().definition(code)
    assert refused.value.status == 404


def test_a_report_is_sent_read_and_followed_to_its_end(
    new: New, new_program: NewProgram, outsider: Staff, lamps: Unit, at: datetime
) -> None:
    ours = new(new_program().secret)
    sent = ours.report(
        **WITH_ANSWERS, **{"attribute[ile]": "kilka", "email": "halina@example.org", "first_name": "Halina"}
    )
    number = sent["service_request_id"]
    matter = Matter.objects.get(number=number)
    assert matter.answers == {"slup": "12/7", "ile": "kilka"}
    assert (matter.latitude, matter.reply_channel, matter.on_behalf_of) == (54.55, "email", "")
    assert person(matter.resident_id).name == "Halina"  # type: ignore[union-attr, arg-type]
    assert f"numer {number}, kod " in sent["service_notice"]
    read = ours.request(number)
    assert (read["status"], read["description"], read["agency_responsible"]) == ("open", "Nie świeci.", lamps.name)
    assert datetime.fromisoformat(read["expected_datetime"]) == matter.resident_due_at
    matters.take(matter_id=matter.id, by_id=outsider.pk, at=at)
    matters.close(matter_id=matter.id, result="done", text="Świeci.", by_id=outsider.pk, at=at + timedelta(hours=1))
    done = ours.request(number)
    assert (done["status"], done["expected_datetime"]) == ("closed", "")
    assert "Świeci." in done["status_notes"]
    told = ours.updates(start_date=at.isoformat(), end_date=(at + timedelta(days=1)).isoformat())
    assert [one["status"] for one in told] == ["open", "open", "open", "closed"]
    assert "Świeci." in told[-1]["description"]


def test_without_a_key_reports_are_read_without_anybodys_words(
    new: New, new_program: NewProgram, register: Register, outsider: Staff, at: datetime
) -> None:
    new(new_program().secret).report(**WITH_ANSWERS, email="halina@example.org", last_name="Zatoka")
    matter = Matter.objects.get()
    matters.take(matter_id=matter.id, by_id=outsider.pk, at=at)
    matters.answer(matter_id=matter.id, text="Pani Halino, jedziemy.", by_id=outsider.pk, at=at)
    register("skarga", description="Skarżę się na sąsiada.")
    for reader in (new(), new(new_program("Druga").secret)):
        [one] = reader.requests()
        assert (one["service_request_id"], one["description"]) == (matter.number, "")
        told = str(reader.updates(start_date=at.isoformat())) + str(one)
        for hidden in ("Halin", "Zatoka", "halina@", "Nie świeci.", "12/7"):
            assert hidden not in told
    with pytest.raises(Refused) as refused:
        new().request(Matter.objects.get(category__code="skarga").number)
    assert refused.value.status == 404


def test_who_may_not_read_has_no_words_of_others_however_much_it_sees(new: New, new_program: NewProgram) -> None:
    new(new_program().secret).report(**WITH_ANSWERS)
    blind = new(new_program("Bez czytania", sees="all", rights=[rights.REGISTER, rights.WRITE]).secret)
    assert blind.requests()[0]["description"] == ""
    assert new(new_program("Czyta", sees="all", rights=[rights.READ]).secret).requests()[0]["description"]
    with pytest.raises(Refused) as refused:
        blind.update(service_request_id=Matter.objects.get().number, description="x")
    assert refused.value.status == 403


def test_a_key_without_a_right_to_read_opens_no_more_than_no_key(
    new: New, new_program: NewProgram, register: Register, at: datetime
) -> None:
    complaint = register("skarga", description="Skarżę się na sąsiada.").number
    Category.objects.filter(code="skarga").update(is_public=False)
    for rights_given, sees in (([], False), ([rights.REGISTER], False), ([rights.STATUS], True), ([rights.READ], True)):
        reader = new(new_program(f"Z prawem {rights_given}", sees="all", rights=rights_given).secret)
        listed = {one["service_request_id"] for one in reader.requests()}
        told = {one["service_request_id"] for one in reader.updates(start_date=at.isoformat())}
        named = {one["service_request_id"] for one in reader.requests(service_request_id=complaint)}
        assert (complaint in listed, complaint in told, complaint in named) == (sees, sees, sees)
        if sees:
            assert bool(reader.request(complaint)["description"]) == (rights.READ in rights_given)
        else:
            with pytest.raises(Refused):
                reader.request(complaint)


@pytest.mark.parametrize(("street", "house"), [("Żaglowa", "12A"), ("Żaglowa 12A", ""), ("Żaglowa 12/3", "")])
def test_everybody_sees_the_street_and_who_may_read_the_house(
    new: New, new_program: NewProgram, register: Register, street: str, house: str
) -> None:
    place = Place(street, house, "Obłuże")
    register("latarnia", place=place, point=(54.518912, 18.530449), answers={"slup": "1"})
    for seeing in (new(), new(new_program("Tylko stan", sees="all", rights=[rights.STATUS]).secret)):
        [one] = seeing.requests()
        assert (one["address"], float(one["lat"]), float(one["long"])) == ("Żaglowa, Obłuże", 54.519, 18.53)
    [one] = new(new_program("Czyta", sees="all", rights=[rights.READ]).secret).requests()
    assert (one["address"], float(one["lat"])) == (f"{street} {house}".strip() + ", Obłuże", 54.518912)


def test_a_program_that_reads_words_stands_in_the_log_of_readings(
    new: New, new_program: NewProgram, register: Register, at: datetime
) -> None:
    number = register("latarnia", answers={"slup": "1"}).number
    new().requests()
    new(new_program("Tylko stan", sees="all", rights=[rights.STATUS]).secret).request(number)
    assert not Reading.objects.exists()
    reader = new(new_program("Czyta", sees="all", rights=[rights.READ]).secret)
    for _time in range(2):
        reader.requests()
        reader.request(number)
        reader.updates(start_date=at.isoformat())
    read = Reading.objects.filter(why="program", reason="Czyta", matter_id=Matter.objects.get().id, staff=None)
    assert sorted(read.values_list("what", flat=True)) == ["aktualizacje zgłoszeń", "lista zgłoszeń", "zgłoszenie"]


@pytest.mark.parametrize(
    ("fields", "key", "status", "says"),
    [
        (LAMP, "none", 403, "api_key is missing"),
        (LAMP, "wrong", 403, "api_key is not valid"),
        (LAMP, "weak", 403, "no right"),
        ({}, "good", 400, "service_code was not provided"),
        ({**LAMP, "service_code": "nie-ma"}, "good", 404, "service_code was not found"),
        ({"service_code": "latarnia", "description": "x"}, "good", 400, "lat and long, or address_string"),
        ({**LAMP, "lat": "pięćdziesiąt"}, "good", 400, "lat and long must be degrees"),
        ({**LAMP, "long": "nan"}, "good", 400, "lat and long must be degrees"),
        ({**LAMP, "jurisdiction_id": "elsewhere.example.org"}, "good", 404, "jurisdiction_id"),
        (LAMP, "good", 400, "Numer słupa"),
        ({**WITH_ANSWERS, "attribute[ile]": "sto"}, "good", 400, "Ile latarni"),
        ({**WITH_ANSWERS, "description": "a\x00"}, "good", 400, "characters"),
    ],
)
def test_what_will_not_do_is_refused_in_the_standards_way(
    new: New, new_program: NewProgram, fields: dict[str, str], key: str, status: int, says: str
) -> None:
    keys = {
        "none": "",
        "wrong": "inf_" + "a" * 43,
        "weak": new_program("Słaby", rights=[rights.READ]).secret,
        "good": new_program().secret,
    }
    with pytest.raises(Refused) as refused:
        new(keys[key]).report(**fields)
    assert refused.value.status == status
    assert says in str(refused.value.errors)
    assert not Matter.objects.exists()


def test_a_number_that_is_none_keeps_no_report_away(new: New, new_program: NewProgram) -> None:
    new(new_program().secret).report(**WITH_ANSWERS, first_name="Halina", phone="wewnętrzny 7")
    matter = Matter.objects.get()
    assert (matter.resident_id, matter.reply_channel, matter.reply_address) == (None, "phone", "wewnętrzny 7")


def test_a_report_sent_again_with_its_key_is_the_same_report(new: New, new_program: NewProgram) -> None:
    ours = new(new_program().secret)
    first, again = (ours.report(**WITH_ANSWERS, once="r-1") for _ in range(2))
    assert first == again
    assert Matter.objects.count() == 1
    with pytest.raises(Refused) as refused:
        ours.report(**{**WITH_ANSWERS, "description": "Inna."}, once="r-1")
    assert refused.value.status == 409
    ours.report(**WITH_ANSWERS)
    assert Matter.objects.count() == 2


def picture() -> bytes:
    """Return a photo with the place where it was taken written into it."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (54.0, 33.0, 0.0)}
    made = BytesIO()
    Image.new("RGB", (40, 30), "orange").save(made, "JPEG", exif=exif)
    return made.getvalue()


def test_photos_come_with_a_report_and_lose_what_is_written_into_them(new: New, new_program: NewProgram) -> None:
    content = picture()
    assert b"Exif" in content
    new(new_program().secret).report(**WITH_ANSWERS, files=[("latarnia.jpg", content)])
    kept = MatterFile.objects.get()
    assert (kept.matter, kept.media_type) == (Matter.objects.get(), "image/jpeg")
    assert b"Exif" not in bytes(kept.content)


def test_a_program_as_a_photo_is_refused_and_nothing_is_registered(new: New, new_program: NewProgram) -> None:
    with pytest.raises(Refused) as refused:
        new(new_program().secret).report(**WITH_ANSWERS, files=[("latarnia.jpg", b"MZ" + b"\0" * 100)])
    assert refused.value.status == 400
    assert not Matter.objects.exists()


def test_lists_are_narrowed_and_paged(new: New, register: Register, at: datetime, piotr: Staff) -> None:
    made = [register("latarnia", answers={"slup": "1"}, when=at - timedelta(days=day)) for day in range(5)]
    hole = register(when=at - timedelta(days=10))
    matters.take(matter_id=hole.id, by_id=piotr.pk, at=at)
    matters.close(matter_id=hole.id, result="done", text="Załatane.", by_id=piotr.pk, at=at)
    numbers = [one.number for one in made]

    def ids(**asked: str) -> list[str]:
        return [one["service_request_id"] for one in new().requests(**asked)]

    assert ids() == [*numbers, hole.number]
    assert ids(status="closed") == [hole.number]
    assert ids(status="open") == numbers
    assert ids(status="open,closed") == [*numbers, hole.number]
    assert ids(service_code="latarnia,nie-ma") == numbers
    assert set(ids(service_request_id=f"{numbers[3]},{hole.number}")) == {numbers[3], hole.number}
    assert ids(start_date=(at - timedelta(days=1)).isoformat()) == numbers[:2]
    assert ids(end_date=(at - timedelta(days=4)).isoformat().replace("+00:00", "Z")) == [numbers[4], hole.number]
    reader = new()
    pages = [[one["service_request_id"] for one in reader.requests(page=str(n), page_size="4")] for n in (1, 2, 3)]
    assert pages == [numbers[:4], [numbers[4], hole.number], []]
    assert [bool(link) for link in reader.seen_links] == [True, False, False]
    for wrong in ({"status": "lost"}, {"start_date": "wczoraj"}, {"page": "0"}, {"end_date": "0001-01-01T00:00:00Z"}):
        with pytest.raises(Refused) as refused:
            reader.requests(**wrong)
        assert refused.value.status == 400


def test_what_a_resident_adds_is_kept_once(new: New, new_program: NewProgram) -> None:
    ours = new(new_program().secret)
    number = ours.report(**WITH_ANSWERS)["service_request_id"]
    told = {"service_request_id": number, "description": "Dalej nie świeci.", "update_id": "77"}
    assert ours.update(**told) == ours.update(**told)
    assert StoryEvent.objects.get(kind="resident_message").text == "Dalej nie świeci."
    for fields, status in (
        ({"service_request_id": number}, 400),
        ({"description": "x"}, 400),
        ({"service_request_id": "INF-2026-9", "description": "x"}, 404),
        ({**told, "description": "Inne."}, 409),
    ):
        with pytest.raises(Refused) as refused:
            ours.update(**fields)
        assert refused.value.status == status


def test_a_message_whose_photo_is_refused_is_not_kept(new: New, new_program: NewProgram) -> None:
    ours = new(new_program().secret)
    told = {"service_request_id": ours.report(**WITH_ANSWERS)["service_request_id"], "description": "Dalej ciemno."}
    with pytest.raises(Refused) as refused:
        ours.update(**told, files=[("latarnia.jpg", b"MZ" + b"\0" * 100)])
    assert refused.value.status == 400
    assert not StoryEvent.objects.filter(kind="resident_message").exists()


def test_long_names_of_updates_and_other_photos_are_told_apart(new: New, new_program: NewProgram) -> None:
    ours = new(new_program().secret)
    number = ours.report(**WITH_ANSWERS)["service_request_id"]
    told = {"service_request_id": number, "description": "Ciemno."}
    ids = {ours.update(**told, update_id="u" * 80 + end) for end in ("1", "2", "2")}
    assert len(ids) == 2
    ours.update(**told, update_id="z", files=[("latarnia.jpg", picture())])
    with pytest.raises(Refused) as refused:
        ours.update(**told, update_id="z")
    assert refused.value.status == 409, "the same words with other files are another request"
    with pytest.raises(Refused) as refused:
        ours.report(**WITH_ANSWERS, once="k" * 65)
    assert refused.value.status == 400


def test_a_report_that_is_asked_again_after_its_key_is_forgotten_gets_no_second_photo(
    new: New, new_program: NewProgram, at: datetime
) -> None:
    ours = new(new_program().secret)
    first = ours.report(**WITH_ANSWERS, files=[("latarnia.jpg", picture())], once="r-1")
    forget_old(at=at + timedelta(days=31))
    again = ours.report(**WITH_ANSWERS, files=[("latarnia.jpg", picture())], once="r-1")
    assert again == first
    assert MatterFile.objects.count() == 1


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"data": "a=b", "content_type": f"{FORM}; charset=utf-16"}, 400),
        ({"data": "&".join(f"a{n}=1" for n in range(1100)), "content_type": FORM}, 400),
        ({"data": "a=b", "content_type": "multipart/form-data"}, 400),
        ({"data": "a=b", "content_type": FORM, "CONTENT_LENGTH": str(40 * 1024 * 1024)}, 413),
        ({"data": "a=b", "content_type": FORM, "HTTP_AUTHORIZATION": "Bearer inf_" + "a" * 43}, 403),
    ],
)
def test_a_body_that_will_not_do_is_refused(client: Client, more: dict[str, str], status: int) -> None:
    answered = client.generic("POST", f"{ROOT}/requests.json", **more)
    assert (answered.status_code, answered.json()[0]["code"]) == (status, status)


def test_a_thousand_parameters_are_refused(client: Client) -> None:
    query = "&".join(f"a{n}=1" for n in range(1100))
    for path in (f"{ROOT}/requests.json", "/api/v1/cards"):
        assert client.get(f"{path}?{query}").status_code == 400


def test_an_address_that_sends_bodies_without_a_key_is_stopped_before_they_are_read(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked, "OF_PROGRAM", Size(2, 0.001))
    sent = [client.post(f"{ROOT}/requests.json", "a=b", content_type=FORM).status_code for _time in range(3)]
    assert sent == [403, 403, 429]


@pytest.mark.parametrize("path", ["/requests.html", "/tokens/1.json", "/services", "/requests/a/b.xml", "/"])
def test_other_addresses_are_404_in_the_standards_way(client: Client, path: str) -> None:
    answered = client.get(ROOT + path)
    assert answered.status_code == 404
    assert answered.json()[0]["code"] == 404


@pytest.mark.parametrize(("method", "path"), [("put", "/requests.json"), ("post", "/services.json"), ("delete", "/")])
def test_other_methods_are_refused(client: Client, method: str, path: str) -> None:
    assert getattr(client, method)(ROOT + path).status_code in (404, 405)
