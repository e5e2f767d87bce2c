"""Starting the whole product, first and again, against the least that its parts could take.

The promise is of processor time, for the wall's clock depends on who else is busy: a second start finds everything set
up, and needs at most twice what five bare starts of Python with Django take (parent, web, live, worker, watchdog
are five such programs; the steps before them are more).
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import psutil

from benchmarks._quiet import refuse_when_busy, verdict
from infolinia.config.engines import postgres
from tests.processes.product import fresh, processor_seconds

PROGRAMS = 5
BARE = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'infolinia.config.settings'; import django; django.setup()"
TIMES = 2.0


def main() -> None:
    """Print seconds of one processor for the first start, the second start, and the bare programs."""
    refuse_when_busy()
    with tempfile.TemporaryDirectory() as folder:
        product = fresh(Path(folder))
        try:
            first = processor_seconds(product)
            product.stop()
            product.start()
            second = processor_seconds(product)
        finally:
            product.stop()
            postgres.discard(Path(folder) / "state")
    bare = PROGRAMS * seconds_of(BARE)
    print(f"first start   {first:6.1f} s of one processor")
    print(f"second start  {second:6.1f} s")
    print(f"bare programs {bare:6.1f} s ({PROGRAMS} × Django's set-up)")
    print(
        verdict(second <= TIMES * bare, f"second start at most {TIMES:.0f} × the bare programs: ×{second / bare:.1f}")
    )


def seconds_of(script: str) -> float:
    """Return the processor seconds of a Python program."""
    before = psutil.Process().cpu_times()
    subprocess.run([sys.executable, "-c", script], check=True)
    after = psutil.Process().cpu_times()
    return after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    main()
