"""An engine with the product's own plan, two yardsticks beside it, and what sipp and the kernel say of each wave."""

import os
import re
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks._quiet import percentile, told, verdict
from infolinia.core.debian import home
from infolinia.telephony import prompts, provisioning
from tests.drills.crowd import Crowd
from tests.telephony.conftest import SHORT
from tests.telephony.lines.conftest import give_quick_sounds
from tests.telephony.running import NUMBER, RunningEngine

QUEUE, DIAL = "bench-queue", "bench-dial"
PLAN = f"""
[from-carrier](+)
exten => {QUEUE},1,Queue(bench)
exten => {DIAL},1,Dial(Local/s@bench-member/n)
[bench-member]
exten => s,1,Answer()
 same => n,Wait(600)
"""
MEMBERS = """
[bench]
strategy = leastrecent
ringinuse = yes
autofill = yes
joinempty = yes
timeout = 20
member => Local/s@bench-member/n
"""
MOST_TIME, MOST_WORK = 2.0, 1.3
WAYS = {"ours": NUMBER, "app_queue": QUEUE, "Dial()": DIAL}


@dataclass(frozen=True)
class Wave:
    """One wave: milliseconds from invitation to answer of each call, and the engine's work for one call."""

    answered: list[float]
    engine_ms: float


@contextmanager
def engine(folder: Path) -> Iterator[RunningEngine]:
    """Run the engine; its greeting is short, and it takes in whatever comes."""
    checkout = Path(__file__).resolve().parents[2]
    os.environ.setdefault("INFOLINIA_ENGINE_DIR", str(checkout / "var/engine"))
    found = provisioning.find_engine(checkout / "var") or provisioning.unpack(checkout / "var", print)
    running = RunningEngine(found, folder)
    kept = home(checkout / "var") / "sounds-of-tests"
    prompts.render(kept, city="Gdynia", languages=("pl",), texts=SHORT)
    give_quick_sounds(running, kept / "asterisk")
    for name, more in (("extensions.conf", PLAN), ("queues.conf", MEMBERS)):
        with (running.folder / "etc" / name).open("a") as file:
            file.write(more)
    running.start()
    try:
        running.set_global("CALLS_A_SECOND", "1000")
        yield running
    finally:
        running.stop()


def wave(running: RunningEngine, folder: Path, *, way: str, a_second: int, seconds: int) -> Wave:
    """Let so many calls a second come for so many seconds by one way; each stays for two seconds."""
    assert running.process
    process, number = psutil.Process(running.process.pid), a_second * seconds
    before = sum(process.cpu_times()[:2])
    with Crowd(folder, running.address, number=number, rate=a_second, hold=2, dialled=WAYS[way], times=True) as crowd:
        assert crowd.finished(seconds + 60), f"{way}: not finished"
        said, answered = crowd.outcomes(), crowd.times()
    assert said["answered"] == number, f"{way}: {said}"
    return Wave(answered, (sum(process.cpu_times()[:2]) - before) * 1000 / number)


def compare(running: RunningEngine, folder: Path, *, rate: int, rounds: int, seconds: int) -> bool:
    """Let the ways take turns at one rate, in another order each time; tell the figures, return whether all holds."""
    found: dict[str, list[Wave]] = {way: [] for way in WAYS}
    for number in range(rounds):
        order = [*list(WAYS)[number % 3 :], *list(WAYS)[: number % 3]]
        for place, way in enumerate(order):
            own = folder / f"wave-{rate}-{number}-{place}"
            own.mkdir()
            found[way].append(wave(running, own, way=way, a_second=rate, seconds=seconds))
    print(f"\n{rate} calls a second, {rounds} × {seconds} s each")
    times = {way: [at for one in waves for at in one.answered] for way, waves in found.items()}
    work = {way: statistics.median(one.engine_ms for one in waves) for way, waves in found.items()}
    for way, values in times.items():
        print(f"{told(way, values)}   engine {work[way]:.2f} ms a call")
    time = percentile(times["ours"], 95) / percentile(times["app_queue"], 95)
    cost = work["ours"] / work["app_queue"]
    said = f"p95 ×{time:.2f} (at most {MOST_TIME}) and work ×{cost:.2f} (at most {MOST_WORK}) of app_queue"
    print(verdict(time <= MOST_TIME and cost <= MOST_WORK, said))
    return time <= MOST_TIME and cost <= MOST_WORK


def memory(pid: int) -> int:
    """Return a process's proportional memory in kilobytes."""
    return int(re.findall(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)[0])
