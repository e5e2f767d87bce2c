"""Prompts become sound once, are made anew when their text changes, and give way to an office's own recordings."""

import os
import wave
from array import array
from pathlib import Path

import numpy
import pytest

from infolinia.telephony import prompts
from infolinia.telephony.prompts import rendering, sound
from infolinia.telephony.provisioning import Engine
from tests.telephony.callers.tones import loudness, purity, tone

pytestmark = pytest.mark.engine

FEW = {"please-wait": {"pl": "Proszę czekać."}, "closed": {"pl": "{city} śpi."}}


@pytest.fixture
def state(tmp_path: Path, engine_here: Engine, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state with two prompts, and the voice of this machine."""
    monkeypatch.setattr(rendering, "PROMPTS", FEW)
    monkeypatch.setattr(sound, "music", lambda: array("h", [1, 2]))
    return tmp_path


def render(state: Path, **more: object) -> int:
    return prompts.render(state, city="Gdynia", languages=("pl",), **more).made  # type: ignore[arg-type]


def heard(state: Path, code: str) -> "numpy.ndarray[tuple[int], numpy.dtype[numpy.int16]]":
    with wave.open(str(state / f"asterisk/sounds/pl/infolinia/{code}.wav")) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (8000, 1, 2)
        return numpy.frombuffer(file.readframes(file.getnframes()), dtype=numpy.int16)


def test_each_prompt_is_spoken_once_in_both_rates(state: Path) -> None:
    assert render(state) == 2
    assert loudness(heard(state, "closed")) > 0.02
    with wave.open(str(state / "asterisk/sounds/pl/infolinia/closed.wav16")) as file:
        assert file.getframerate() == 16000
    assert render(state) == 0


def test_only_a_prompt_whose_text_changed_is_made_anew(state: Path) -> None:
    render(state)
    assert render(state, texts={("pl", "please-wait"): "Chwileczkę."}) == 1
    assert prompts.render(state, city="Sopot", languages=("pl",)).made == 2


def test_a_lost_file_comes_back(state: Path) -> None:
    render(state)
    (state / "asterisk/sounds/pl/infolinia/closed.wav").unlink()
    assert render(state) == 1


def test_the_offices_own_recording_goes_before_the_voice(state: Path) -> None:
    render(state)
    own = state / "recordings/pl/closed.wav"
    own.parent.mkdir(parents=True)
    with wave.open(str(own), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(tone(500, 1.0).tobytes())
    assert render(state) == 1
    assert purity(heard(state, "closed")[2000:6000], 500) > 0.9


def test_without_a_voice_callers_hear_a_signal_and_the_doctor_is_told(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INFOLINIA_ENGINE_DIR", str(state / "nothing"))
    monkeypatch.setenv("PATH", "")
    said: list[str] = []
    assert prompts.render(state, city="Gdynia", languages=("pl",), report=said.append).has_voice is False
    assert loudness(heard(state, "closed")) > 0.1
    assert said == ["espeak-ng and sox missing: callers hear a signal instead of words"]


def test_a_text_cannot_become_an_option_of_the_voice(state: Path) -> None:
    assert render(state, texts={("pl", "closed"): "--version"}) == 2
    assert len(heard(state, "closed")) > 4000


def test_the_music_is_calm_long_and_closes_without_a_click() -> None:
    music = numpy.frombuffer(sound.music().tobytes(), dtype=numpy.int16)
    assert len(music) / sound.RATE > 60
    assert 0.01 < loudness(music) < 0.1
    windows = music[: len(music) // 16000 * 16000].reshape(-1, 16000)
    assert min(loudness(window) for window in windows) > 0.005
    assert abs(int(music[-1]) - int(music[0])) < 2000


def test_nothing_is_left_behind(state: Path) -> None:
    render(state)
    names = {path.name for path in (state / "asterisk/sounds/pl/infolinia").iterdir()}
    sounds = {f"{code}.{kind}" for code in (*FEW, "pause", "beep") for kind in ("wav", "wav16")}
    assert names == sounds | {".rendered.json"}
    assert os.access(state / "asterisk/sounds/pl/infolinia/closed.wav", os.R_OK)
