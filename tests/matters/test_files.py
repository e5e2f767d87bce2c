"""Files of a matter: what they are, who gave them, who sees them, and when they go."""

import hashlib
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from PIL import Image

from infolinia.city.models import Staff
from infolinia.matters import operations as matters
from infolinia.matters import queries
from infolinia.matters.models import MatterFile, StoryEvent
from infolinia.matters.shapes import Registered
from infolinia.matters.shapes.files import NewFile
from tests.matters.test_pictures import HEIC

pytestmark = pytest.mark.django_db


def photo(name: str = "dziura.jpg", *, owner: str = "Halina Zatoka") -> NewFile:
    exif = Image.Exif()
    exif[0x013B] = owner
    out = BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, "JPEG", exif=exif)
    return NewFile(name, out.getvalue())


def test_a_photo_is_kept_without_its_owner_and_with_a_trace_of_what_is_kept(
    taken: Registered, piotr: Staff, at: datetime
) -> None:
    (ident,) = matters.add_files(matter_id=taken.id, files=[photo()], by_id=piotr.pk, at=at, visible=False)
    found = queries.file_of(taken.id, ident)
    assert found is not None
    assert b"Halina" not in found.content
    assert (found.line.name, found.line.media_type, found.line.way) == ("dziura.jpg", "image/jpeg", "shown")
    assert (found.line.source, found.line.by_name) == ("office", str(piotr))
    row = MatterFile.objects.get(pk=ident)
    assert row.sha256 == hashlib.sha256(found.content).hexdigest()
    assert row.size == len(found.content)


def test_the_story_tells_of_a_file_and_the_version_moves_on(taken: Registered, piotr: Staff, at: datetime) -> None:
    before = queries.version(taken.id)
    matters.add_files(matter_id=taken.id, files=[photo()], by_id=piotr.pk, at=at, visible=True)
    told = StoryEvent.objects.filter(matter_id=taken.id).latest("id")
    assert (told.kind, told.text, told.visible_to_resident) == ("file_added", "dziura.jpg", True)
    assert told.files.count() == 1
    assert queries.version(taken.id) == before + 1


def test_files_of_a_step_belong_to_its_line_and_change_nothing_else(
    taken: Registered, piotr: Staff, at: datetime
) -> None:
    matters.add_note(matter_id=taken.id, text="Z wizji.", by_id=piotr.pk, at=at)
    note = StoryEvent.objects.get(matter_id=taken.id, kind="note")
    before = queries.version(taken.id)
    matters.add_files(
        matter_id=taken.id,
        files=[photo("a.jpg"), photo("b.jpg")],
        by_id=piotr.pk,
        at=at,
        visible=False,
        event_id=note.pk,
    )
    assert [one.name for one in queries.files_of(taken.id, for_resident=False)] == ["a.jpg", "b.jpg"]
    assert {one.event_id for one in queries.files_of(taken.id, for_resident=False)} == {note.pk}
    assert queries.version(taken.id) == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("pismo.pdf.exe", b"MZ" + b"\0" * 50, "nie możemy przyjąć"),
        ("strona.html", b"<html><script>alert(1)</script>", "nie możemy przyjąć"),
        ("zdjecie.jpg", b"\xff\xd8\xff\xe0 and no more", "uszkodzony"),
        ("IMG_1.HEIC", b"\0\0\0\x18ftypheic" + b"\0" * 30, "JPG albo PNG"),
        ("puste.txt", b"", "nie możemy przyjąć"),
    ],
)
def test_a_file_that_is_not_taken_leaves_nothing(
    taken: Registered, piotr: Staff, at: datetime, name: str, content: bytes, said: str
) -> None:
    with pytest.raises(matters.CannotAddFiles, match=said) as refused:
        matters.add_files(
            matter_id=taken.id, files=[photo(), NewFile(name, content)], by_id=piotr.pk, at=at, visible=False
        )
    assert refused.value.field == "attachments"
    assert not MatterFile.objects.exists()
    assert not StoryEvent.objects.filter(kind="file_added").exists()


def test_a_resident_cannot_fill_the_matter(taken: Registered, piotr: Staff, at: datetime) -> None:
    small = [NewFile(f"{number}.txt", b"tekst") for number in range(5)]
    for _round in range(8):
        matters.add_files(matter_id=taken.id, files=small, by_id=None, at=at, visible=True)
    with pytest.raises(matters.CannotAddFiles, match="bardzo dużo"):
        matters.add_files(matter_id=taken.id, files=small[:1], by_id=None, at=at, visible=True)
    matters.add_files(matter_id=taken.id, files=small, by_id=piotr.pk, at=at, visible=False)
    assert MatterFile.objects.count() == 45


def test_an_officer_of_another_unit_adds_nothing(taken: Registered, outsider: Staff, at: datetime) -> None:
    with pytest.raises(matters.CannotChangeMatter):
        matters.add_files(matter_id=taken.id, files=[photo()], by_id=outsider.pk, at=at, visible=False)


def test_the_resident_sees_what_they_gave_and_what_was_shown(taken: Registered, piotr: Staff, at: datetime) -> None:
    (own,) = matters.add_files(matter_id=taken.id, files=[photo("moje.jpg")], by_id=None, at=at, visible=True)
    (secret,) = matters.add_files(
        matter_id=taken.id, files=[photo("notatka.jpg")], by_id=piotr.pk, at=at, visible=False
    )
    assert [one.id for one in queries.files_of(taken.id, for_resident=True)] == [own]
    matters.show_file(matter_id=taken.id, file_id=secret, visible=True, by_id=piotr.pk, at=at)
    assert {one.id for one in queries.files_of(taken.id, for_resident=True)} == {own, secret}
    assert [one.id for one in queries.files_of(taken.id, for_resident=True, own=False)] == [secret]
    matters.show_file(matter_id=taken.id, file_id=secret, visible=False, by_id=piotr.pk, at=at)
    assert [one.id for one in queries.files_of(taken.id, for_resident=True)] == [own]
    kinds = StoryEvent.objects.filter(matter_id=taken.id).order_by("id").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["file_shown", "file_hidden"]


def test_a_file_of_one_matter_is_no_file_of_another(
    taken: Registered, register: object, piotr: Staff, at: datetime
) -> None:
    (ident,) = matters.add_files(matter_id=taken.id, files=[photo()], by_id=piotr.pk, at=at, visible=True)
    other = register()  # type: ignore[operator]
    assert queries.file_of(other.id, ident) is None
    matters.show_file(matter_id=taken.id, file_id=ident, visible=False, by_id=piotr.pk, at=at)


def test_what_was_given_is_never_rewritten_nor_deleted(taken: Registered, piotr: Staff, at: datetime) -> None:
    matters.add_files(matter_id=taken.id, files=[photo()], by_id=piotr.pk, at=at, visible=False)
    with pytest.raises(DatabaseError), transaction.atomic():
        MatterFile.objects.update(content=b"other")
    with pytest.raises(DatabaseError), transaction.atomic():
        MatterFile.objects.all().delete()


def test_files_and_links_go_with_their_matter(taken: Registered, piotr: Staff, at: datetime) -> None:
    matters.ask_resident(matter_id=taken.id, question="Gdzie dokładnie?", by_id=piotr.pk, at=at)
    matters.add_files(matter_id=taken.id, files=[photo()], by_id=piotr.pk, at=at, visible=False)
    matters.resume(matter_id=taken.id, by_id=piotr.pk, at=at)
    matters.close(matter_id=taken.id, result="done", text="Zrobione.", by_id=piotr.pk, at=at)
    assert matters.forget_matters(before=at + timedelta(days=1), at=at + timedelta(days=2)) == 1
    assert not MatterFile.objects.exists()


def test_a_photo_of_an_iphone_is_kept_as_jpeg(taken: Registered, piotr: Staff, at: datetime) -> None:
    given = [NewFile("IMG_1.HEIC", HEIC)]
    matters.add_files(matter_id=taken.id, files=given, by_id=piotr.pk, at=at, visible=True)
    row = MatterFile.objects.get()
    assert (row.name, row.media_type, row.way, bytes(row.content[:2])) == (
        "IMG_1.jpg",
        "image/jpeg",
        "shown",
        b"\xff\xd8",
    )
