"""`infolinia with-postgres -- command…`: run a command beside a PostgreSQL of its own, thrown away afterwards."""

import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from infolinia.config.engines import postgres
from infolinia.config.environment import environment
from infolinia.config.processes.children import Part
from infolinia.config.processes.ports import free_port
from infolinia.config.processes.supervisor import Stopped, Supervisor, signals_held
from infolinia.core.debian import home

# The data does not outlive the command, so nothing waits for the disk.
CARELESS = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


def main(arguments: Sequence[str]) -> int:
    """Return the command's exit code; it finds the database in `DATABASE_URL`, as a role that may create others.

    Its state folder is thrown away too; the unpacked telephone engine is the installation's own.
    """
    words = list(arguments[1:] if arguments[:1] == ["--"] else arguments)
    if not words:
        print("usage: infolinia with-postgres -- command [arguments]", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="infolinia-") as folder, signals_held():
        Path(folder).chmod(0o711)
        supervisor = Supervisor(logs=Path(folder) / "log", say=lambda text: print(text, file=sys.stderr))
        try:
            return _run(supervisor, Path(folder), words)
        except Stopped:
            return 130
        finally:
            supervisor.stop()
            postgres.discard(Path(folder))


def _run(supervisor: Supervisor, folder: Path, words: Sequence[str]) -> int:
    cluster = postgres.prepare(folder, port=free_port())
    part = cluster.part()
    supervisor.start(replace(part, argv=[*part.argv, *CARELESS]))
    if not supervisor.wait_ready("postgres", timeout=60):
        print(supervisor.log_of("postgres").read_text(), file=sys.stderr)
        return 1
    cluster.create_database()
    engine = os.environ.get("INFOLINIA_ENGINE_DIR") or str(home(environment().state))
    told = {"DATABASE_URL": cluster.url, "INFOLINIA_STATE": str(folder / "state"), "INFOLINIA_ENGINE_DIR": engine}
    return supervisor.run_in_front(Part("command", words, told))
