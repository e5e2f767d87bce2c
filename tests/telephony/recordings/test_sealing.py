"""Sealed files and their keys: what comes out is what went in, and nothing else ever comes out."""

import hashlib
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infolinia.telephony.recordings import keys, sealing, storage
from infolinia.telephony.recordings.sealing import CHUNK, HEAD_BYTES, TAG_BYTES, Damaged
from infolinia.telephony.recordings.sound import HEADER_BYTES, Sound, Stretch, header

LENGTHS = (0, 1, 160, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK)


def sound_of(length: int) -> bytes:
    """Return so many bytes in which no stretch repeats soon."""
    return b"".join(hashlib.sha256(number.to_bytes(8, "big")).digest() for number in range(length // 32 + 1))[:length]


def sealed(tmp_path: Path, content: bytes, name: str = "one") -> Path:
    """Return the content sealed under the name."""
    plain = tmp_path / "plain"
    plain.write_bytes(content)
    told = sealing.seal(plain, tmp_path / name, name=name, key=keys.ensure(tmp_path))
    assert (told.length, told.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    return tmp_path / name


@pytest.mark.parametrize("length", LENGTHS)
def test_what_was_sealed_is_opened_whole(tmp_path: Path, length: int) -> None:
    path = sealed(tmp_path, sound_of(length))
    assert b"".join(sealing.opened(path, name="one", state=tmp_path)) == sound_of(length)
    assert sealing.content_length(path) == length
    assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_of_the_sound_can_be_read_in_the_file(tmp_path: Path) -> None:
    content = b"\xff" * 4000
    assert b"\xff" * 8 not in sealed(tmp_path, content).read_bytes()


@settings(max_examples=60)
@given(st.data())
def test_any_stretch_can_be_opened_alone(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("stretch")
    length = data.draw(st.integers(1, 3 * CHUNK + 7))
    content = sound_of(length)
    path = sealed(folder, content)
    first = data.draw(st.integers(0, length - 1))
    last = data.draw(st.integers(first, length - 1))
    found = b"".join(sealing.opened(path, name="one", state=folder, first=first, last=last))
    assert found == content[first : last + 1]


@pytest.mark.parametrize(
    ("what", "harm"),
    [
        ("a letter changed", lambda raw: raw[:200] + bytes([raw[200] ^ 1]) + raw[201:]),
        ("the end cut off", lambda raw: raw[:-1]),
        ("whole chunks cut off", lambda raw: raw[: HEAD_BYTES + CHUNK + TAG_BYTES]),
        ("chunks swapped", lambda raw: raw[:HEAD_BYTES] + raw[HEAD_BYTES + CHUNK + TAG_BYTES :] + raw[HEAD_BYTES:]),
        ("something added", lambda raw: raw + b"more"),
        ("the salt changed", lambda raw: raw[:20] + bytes([raw[20] ^ 1]) + raw[21:]),
        ("not ours", lambda raw: b"RIFF" + raw),
        ("nothing left", lambda raw: b""),
    ],
)
def test_what_was_harmed_is_never_played(tmp_path: Path, what: str, harm: object) -> None:
    path = sealed(tmp_path, sound_of(2 * CHUNK + 5))
    path.write_bytes(harm(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises((Damaged, keys.NoKey)):
        list(sealing.opened(path, name="one", state=tmp_path))
        pytest.fail(what)


def test_a_file_put_in_the_place_of_another_is_refused(tmp_path: Path) -> None:
    path = sealed(tmp_path, sound_of(100), name="hers")
    with pytest.raises(Damaged):
        list(sealing.opened(path, name="his", state=tmp_path))


def test_an_earlier_key_still_opens_and_a_new_one_seals(tmp_path: Path) -> None:
    old = sealed(tmp_path, sound_of(100), name="old")
    first = keys.current(tmp_path)
    second = keys.add(tmp_path)
    new = sealed(tmp_path, sound_of(50), name="new")
    assert keys.current(tmp_path) == second != first
    assert b"".join(sealing.opened(old, name="old", state=tmp_path)) == sound_of(100)
    assert b"".join(sealing.opened(new, name="new", state=tmp_path)) == sound_of(50)
    assert keys.keep_only(tmp_path, {second.name}) == [first.name]
    with pytest.raises(keys.NoKey):
        list(sealing.opened(old, name="old", state=tmp_path))


def test_the_key_that_seals_is_never_taken_away(tmp_path: Path) -> None:
    key = keys.add(tmp_path)
    assert keys.keep_only(tmp_path, set()) == []
    assert keys.current(tmp_path) == key


def test_the_file_of_keys_is_for_its_owner_alone(tmp_path: Path) -> None:
    keys.add(tmp_path)
    path = tmp_path / keys.FILE
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    with pytest.raises(keys.NoKey, match="chmod 600"):
        keys.current(tmp_path)


def test_parts_are_heard_one_after_another_as_one_file(tmp_path: Path) -> None:
    contents = [sound_of(CHUNK + 10), b"", sound_of(333)]
    parts = []
    for content in contents:
        ident = uuid4()
        (tmp_path / "plain").write_bytes(content)
        path = storage.sealed_path(tmp_path, ident)
        sealing.seal(tmp_path / "plain", path, name=ident.hex, key=keys.ensure(tmp_path))
        parts.append(Stretch(ident, len(content)))
    whole = header(CHUNK + 343) + b"".join(contents)
    sound = Sound(tmp_path, parts)
    assert sound.length == len(whole)
    for first, last in [(0, len(whole) - 1), (0, 0), (HEADER_BYTES - 1, HEADER_BYTES), (CHUNK + 60, CHUNK + 80)]:
        assert b"".join(sound.read(first, last)) == whole[first : last + 1]
    assert whole[:4] == b"RIFF"
    assert int.from_bytes(whole[4:8], "little") == len(whole) - 8


def test_names_of_parts_name_their_call() -> None:
    part = storage.part_named("consented~infolinia-1763800000.12~1763800123456")
    assert part and part.call_id == "infolinia-1763800000.12"
    assert storage.part(part.call_id, part.started_at) == part
    assert storage.part_named("voicemail~1763800000.12") is None
