"""Telephones made by others, as residents' carriers and test benches use them: sipp and baresip."""

import os
import subprocess
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy

from infolinia.telephony import provisioning
from tests.telephony.callers.tones import Sound, encode, tone

SCENARIO = Path(__file__).with_name("sipp.xml")
BARESIP = """
sip_listen              {address}:{port}
net_interface           {address}
audio_source            aufile,{folder}/voice.wav
audio_player            aufile,{folder}/heard.wav
audio_alert             aufile,/dev/null
ausrc_srate             8000
auplay_srate            8000
module_path             {modules}
module                  g711.so
module                  aufile.so
module_app              account.so
module_app              menu.so
"""


@contextmanager
def sipp_call(folder: Path, number: str, server: tuple[str, int], *, pitch: float, seconds: float) -> Iterator[None]:
    """Call with sipp from the carrier's address while the block runs; fails the test when the call went wrong."""
    found = provisioning.tool(folder, "sipp")
    assert found, "sipp is missing: sip-tester"
    (folder / "voice.alaw").write_bytes(encode(tone(pitch, 4.0)))
    scenario = folder / "caller.xml"
    scenario.write_text(SCENARIO.read_text().replace("[sound]", str(folder / "voice.alaw")))
    options = ["-sf", str(scenario), "-s", number, "-i", "127.0.0.2", "-mi", "127.0.0.2", "-p", "5990", "-m", "1"]
    with _program(found, [*options, "-d", str(int(seconds * 1000)), f"{server[0]}:{server[1]}"], folder) as process:
        yield
        assert process.wait(seconds + 15) == 0, (folder / "output").read_text(errors="replace")[-3000:]


@contextmanager
def baresip_call(folder: Path, number: str, server: tuple[str, int], *, pitch: float) -> Iterator[None]:
    """Call with baresip from the carrier's address while the block runs; `heard(folder)` is what it heard."""
    found = provisioning.tool(folder, "baresip")
    assert found, "baresip is missing: baresip-core"
    modules = next(iter(Path(found[0][-1]).parents[1].glob("lib/**/baresip/modules")))
    with wave.open(str(folder / "voice.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(tone(pitch, 60.0).tobytes())
    settings = BARESIP.format(address="127.0.0.2", port=5991, folder=folder, modules=modules)
    (folder / "config").write_text(settings)
    (folder / "accounts").write_text("<sip:500000014@127.0.0.2>;regint=0;audio_codecs=pcma\n")
    target = f"sip:{number}@{server[0]}:{server[1]}"
    with _program(found, ["-f", str(folder), "-e", f"/dial {target}"], folder):
        yield


def heard(folder: Path) -> Sound:
    """Return the sound that baresip wrote down."""
    with wave.open(str(folder / "heard.wav")) as file:
        return numpy.frombuffer(file.readframes(file.getnframes()), dtype=numpy.int16)


@contextmanager
def _program(
    found: tuple[list[str], dict[str, str]], options: list[str], folder: Path
) -> Iterator[subprocess.Popen[bytes]]:
    command, environment = found
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            [*command, *options],
            env=os.environ | environment | {"TERM": "dumb"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=folder,
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(10)
