"""Making the prompts of the table into sound files that the engine plays; each is made once for its text."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from infolinia.telephony.prompts import sound
from infolinia.telephony.prompts.table import LANGUAGES, PROMPTS
from infolinia.telephony.provisioning import tool

MANNER = "3"
"""Raise it when the voice, speed or loudness changes: everything is then spoken anew."""
SPEED = {"pl": 165, "en": 165, "uk": 160}
OWN = ("wav", "mp3", "ogg", "flac")


PAUSE, BEEP = "pause", "beep"
"""A stretch of silence after a menu: time to press a key; and the tone after which a message is recorded."""
WORDLESS = {PAUSE: sound.silence, BEEP: sound.beep}


@dataclass(frozen=True)
class Extra:
    """A sentence and the language of the voice that speaks it."""

    text: str
    voice: str


@dataclass(frozen=True)
class Rendered:
    """What a run did: how many prompts were made anew, and whether this machine has a voice."""

    made: int
    has_voice: bool


def sounds_of(state: Path, language: str) -> Path:
    """Return the folder of the prompts of a language."""
    return state / "asterisk/sounds" / language / "infolinia"


def missing_voice(state: Path) -> str:
    """Return what is missing on this machine for spoken prompts, for `infolinia doctor`; empty when nothing is."""
    names = [name for name in ("espeak-ng", "sox") if tool(state, name) is None]
    return f"{' and '.join(names)} missing: callers hear a signal instead of words" if names else ""


def render(
    state: Path,
    *,
    city: str,
    languages: Iterable[str] = LANGUAGES,
    texts: Mapping[tuple[str, str], str] | None = None,
    extras: Mapping[tuple[str, str], Extra] | None = None,
    report: Callable[[str], None] = lambda text: None,
) -> Rendered:
    """Make every prompt that is new or whose text changed, the music of the waiting line and the pause.

    `texts` replaces texts of the table by (language, code), `extras` are sentences that the table does not have;
    without them the kept ones do. A recording of the office's own in `<state>/recordings/<language>/<code>.wav`
    (or mp3, ogg, flac) goes before any text.
    """
    _music(state / "asterisk/music")
    made, own = 0, kept_texts(state) if texts is None else texts
    more = kept_extras(state) if extras is None else extras
    for language in languages:
        said = {code: Extra(own.get((language, code), one[language]), language) for code, one in PROMPTS.items()}
        said |= {code: extra for (spoken_in, code), extra in more.items() if spoken_in == language}
        wanted = {code: Extra(one.text.replace("{city}", city), one.voice) for code, one in said.items()}
        made += _render_language(state, language, wanted)
    if (missing := missing_voice(state)) and made:
        report(missing)
    return Rendered(made, not missing)


def keep_texts(
    state: Path, texts: Mapping[tuple[str, str], str], extras: Mapping[tuple[str, str], Extra] | None = None
) -> None:
    """Keep the office's own texts by (language, code) in the state folder: the next start speaks them too."""
    draft = state / "asterisk/announcements.json.new"
    draft.parent.mkdir(parents=True, exist_ok=True)
    more = [[*key, one.text, one.voice] for key, one in (extras or {}).items()]
    draft.write_text(json.dumps([*([*key, text] for key, text in texts.items()), *more]))
    draft.replace(state / "asterisk/announcements.json")


def kept_texts(state: Path) -> dict[tuple[str, str], str]:
    """Return the office's own texts as kept last; none when there never were any."""
    return {(row[0], row[1]): row[2] for row in _kept(state) if len(row) == 3}


def kept_extras(state: Path) -> dict[tuple[str, str], Extra]:
    """Return the sentences that the table does not have, as kept last: the menu's choices, an urgent message."""
    return {(row[0], row[1]): Extra(row[2], row[3]) for row in _kept(state) if len(row) == 4}


def _kept(state: Path) -> list[list[str]]:
    try:
        return [[str(part) for part in row] for row in json.loads((state / "asterisk/announcements.json").read_text())]
    except (OSError, ValueError):
        return []


def speak(state: Path, text: str, path: Path, language: str = "pl") -> None:
    """Write the spoken text as `path`.wav and `path`.wav16; a signal when this machine has no voice."""
    voice, sox = tool(state, "espeak-ng"), tool(state, "sox")
    path.parent.mkdir(parents=True, exist_ok=True)
    if not voice or not sox:
        sound.write(path, sound.signal())
        return
    raw = path.with_suffix(".raw.wav")
    _run(voice, "-v", language, "-s", str(SPEED[language]), "-w", str(raw), "--", text)
    _convert(sox, raw, path)
    raw.unlink()


def _render_language(state: Path, language: str, said: Mapping[str, Extra]) -> int:
    folder = sounds_of(state, language)
    folder.mkdir(parents=True, exist_ok=True)
    known = _known(folder)
    marks = {code: _mark(state, language, code, one) for code, one in said.items()}
    stale = [code for code, mark in marks.items() if known.get(code) != mark or not (folder / f"{code}.wav").exists()]

    def make(code: str) -> None:
        own = _recording(state, language, code, said[code])
        sox = tool(state, "sox")
        if own and sox:
            _convert(sox, own, folder / code)
        else:
            speak(state, said[code].text, folder / code, said[code].voice)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(make, stale))
    draft = folder / ".rendered.json.new"
    draft.write_text(json.dumps(marks))
    draft.replace(folder / ".rendered.json")
    for code, make_sound in WORDLESS.items():
        if not (folder / f"{code}.wav").exists():
            sound.write(folder / code, make_sound())
    for code in known.keys() - marks.keys():
        for ending in ("wav", "wav16"):
            (folder / f"{code}.{ending}").unlink(missing_ok=True)
    return len(stale)


def _music(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        sound.write(folder / "waiting", sound.music())


def _mark(state: Path, language: str, code: str, one: Extra) -> str:
    own = _recording(state, language, code, one)
    voice = "" if one.voice == language else f"{one.voice} "
    source = own.read_bytes() if own else f"{MANNER} {missing_voice(state)} {voice}{one.text}".encode()
    return hashlib.sha256(source).hexdigest()


def _recording(state: Path, language: str, code: str, one: Extra) -> Path | None:
    """Return the office's own recording: in the language, or in that whose words are said instead."""
    folders = (state / "recordings" / spoken for spoken in (language, one.voice))
    files = (folder / f"{code}.{ending}" for folder in folders for ending in OWN)
    return next((path for path in files if path.exists()), None)


def _known(folder: Path) -> dict[str, str]:
    try:
        known = json.loads((folder / ".rendered.json").read_text())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _convert(sox: tuple[list[str], dict[str, str]], source: Path, path: Path) -> None:
    """Bring a recording to telephone sound in both rates: one channel, even loudness, no rumble, a breath around."""
    for ending, rate in (("wav", "8000"), ("wav16", "16000")):
        draft = path.with_suffix(f".{ending}.new")
        options = ["-R", str(source), "-t", "wav", "-r", rate, "-c", "1", "-b", "16", str(draft)]
        _run(sox, *options, "highpass", "120", "norm", "-6", "pad", "0.1", "0.25")
        shutil.move(draft, path.with_suffix(f".{ending}"))


def run_tool(program: tuple[list[str], dict[str, str]], *arguments: str) -> bool:
    """Run a tool on something that came from outside; returns whether it was content with it."""
    try:
        _run(program, *arguments)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return False
    return True


def _run(program: tuple[list[str], dict[str, str]], *arguments: str) -> None:
    command, environment = program
    subprocess.run([*command, *arguments], env=os.environ | environment, check=True, capture_output=True, timeout=60)
