"""Many callers at once by sipp. Its own log is the ledger from outside: what it says happened to each caller."""

import os
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Self

from infolinia.telephony import provisioning
from tests.telephony.callers.operator import free_port
from tests.telephony.callers.tones import encode, tone
from tests.telephony.running import CARRIER, NUMBER, until

EXPECTED = ("jumping to label", "(successful), received", "Overload warning")
"""What sipp calls an error and is none: a caller whose time is over leaves, a refusal is repeated, sipp has to wait."""
SCENARIO = Path(__file__).with_name("crowd.xml")


class Crowd:
    """`number` callers at `rate` a second; each leaves after `hold` seconds unless the line ends the call before.

    Each has a number of nine digits that begins with `prefix`.
    """

    def __init__(
        self,
        folder: Path,
        server: tuple[str, int],
        *,
        number: int,
        rate: float,
        hold: float,
        prefix: str = "50001",
        dialled: str = NUMBER,
        times: bool = False,
        speaks: bool = False,
    ) -> None:
        self.number, self._folder = number, folder / f"crowd{prefix}"
        self._folder.mkdir()
        text = SCENARIO.read_text().replace("%HOLD%", str(int(hold * 1000)))
        if speaks:
            (self._folder / "voice.alaw").write_bytes(encode(tone(440, 4.0)))
            sound = f'<exec rtp_stream="{self._folder / "voice.alaw"},-1,8"/>'
            text = text.replace("%SOUND%", sound).replace("[media_port]", "[rtpstream_audio_port]")
        text = text.replace("%SOUND%", "")
        numbers = [f"{prefix}{ordinal:04}" for ordinal in range(number)]
        (self._folder / "numbers").write_text("\n".join(["SEQUENTIAL", *numbers]))
        (self._folder / "crowd.xml").write_text(text)
        port, media = free_port(CARRIER), free_port(CARRIER)
        pace = ["-r", str(max(1, round(rate * 10))), "-rp", "10000", "-m", str(number), "-l", "2000"]
        where = ["-i", CARRIER, "-mi", CARRIER, "-p", str(port), "-mp", str(media // 2 * 2)]
        told = ["-trace_logs", "-log_file", str(self.log), "-trace_err", "-error_file", str(self._folder / "errors")]
        told += ["-trace_rtt", "-rtt_freq", "1"] if times else []
        found = provisioning.tool(folder, "sipp")
        assert found, "sipp is missing: sip-tester"
        command, environment = found
        options = [
            "-sf",
            "crowd.xml",
            "-inf",
            "numbers",
            "-s",
            dialled,
            *pace,
            *where,
            *told,
            "-nostdin",
            f"{server[0]}:{server[1]}",
        ]
        with (self._folder / "output").open("wb") as output:
            self._process = subprocess.Popen(
                [*command, *options],
                env=os.environ | environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self._folder,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.terminate()
        self._process.wait(10)
        print(self.outcomes(), self.errors()[-2000:])

    @property
    def log(self) -> Path:
        """Return where sipp writes what happened."""
        return self._folder / "ledger"

    def outcomes(self) -> Counter[str]:
        """Return how often each thing happened: answered, refused, dropped (ended by the line), left."""
        return Counter(line.split()[0] for line in self._lines())

    def times(self) -> list[float]:
        """Return the milliseconds from invitation to answer of each call that was answered; asked for by `times`."""
        rows = next(self._folder.glob("*_rtt.csv")).read_text().splitlines()[1:]
        return [float(row.split(";")[1]) for row in rows if row.count(";") >= 2]

    def have(self, what: str, number: int, timeout: float = 10.0) -> bool:
        """Wait until so many callers had this happen."""
        return until(lambda: self.outcomes()[what] >= number, timeout)

    def finished(self, timeout: float) -> bool:
        """Wait until every caller is done."""
        return until(lambda: self._process.poll() is not None, timeout)

    def errors(self) -> str:
        """Return what went wrong between sipp and the engine: an answer that never came, a message out of turn."""
        path = self._folder / "errors"
        lines = re.split(r"(?=20\d\d-\d\d-\d\d\t)", path.read_text(errors="replace")) if path.exists() else []
        return "\n".join(line for line in lines[1:] if not any(word in line for word in EXPECTED))

    def _lines(self) -> list[str]:
        return self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
