"""Many talks at once for long: two legs each, through the whole exchange; nothing may be lost, no memory may grow."""

import os
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from benchmarks._quiet import refuse_when_busy, verdict
from infolinia.config.processes.django_process import set_up

TALKS, MINUTES = 150, 10
MOST_GROWTH = 0.05
"""Of the memory after the first fifth of the time, at the end."""


def main() -> int:
    """Print what was lost and how memory grew; returns 1 when a promise is broken, 3 when the machine is busy."""
    refuse_when_busy()
    set_up()
    import_module("django.core.management").call_command("migrate", verbosity=0)
    bench, floors = import_module("benchmarks.calls.bench"), import_module("tests.drills.floor")
    crowds, lines = import_module("tests.drills.crowd"), import_module("tests.telephony.lines.running_lines")
    talks, seconds = int(os.environ.get("TALKS", TALKS)), 60 * float(os.environ.get("MINUTES", MINUTES))
    with (
        tempfile.TemporaryDirectory(prefix="infolinia-") as folder,
        bench.engine(Path(folder)) as running,
        lines.RunningLines(running) as daemon,
        floors.Floor(running, talks, prefix=f"talks{os.getpid()}-", listens=False) as floor,
    ):
        floor.ready()
        hold = seconds + talks / 2 + 30
        with crowds.Crowd(
            Path(folder), running.address, number=talks, rate=4, hold=hold, prefix="50002", speaks=True
        ) as crowd:
            assert floor.all_talk(talks / 4 + 60), f"only {floor.talking()} talk"
            pids = {"engine": running.process.pid, "lines": daemon.process.pid}
            time.sleep(seconds / 5)
            before = {name: bench.memory(pid) for name, pid in pids.items()}
            time.sleep(seconds * 4 / 5)
            after = {name: bench.memory(pid) for name, pid in pids.items()}
            lost = talks - floor.talking() + crowd.outcomes()["dropped"]
    for name in pids:
        print(f"{name:8} {before[name] / 1024:7.1f} MB, at the end {after[name] / 1024:7.1f} MB")
    growth = max(after[name] / before[name] - 1 for name in pids)
    kept = lost == 0 and growth <= MOST_GROWTH
    print(verdict(kept, f"{talks} talks for {seconds / 60:.0f} minutes, {lost} lost, memory {growth:+.1%}"))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
