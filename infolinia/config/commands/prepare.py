"""`infolinia prepare`: what must be true of the database and the files before the processes start.

All in one Django, because loading it is most of the time of a start.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import distributions
from pathlib import Path

from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from infolinia.config.command import load
from infolinia.config.processes.django_process import set_up
from infolinia.knowledge import mythes

# Two starts at once on one database take turns (pg_advisory_lock).
_TURN = 5_862_626_26


def main(arguments: Sequence[str]) -> int:
    """Migrate, load the demo city in the demo profile, collect static files: each only when something changed."""
    parser = argparse.ArgumentParser("infolinia prepare", description=main.__doc__)
    parser.add_argument("--no-demo", action="store_true", help="leave the demo city out")
    options = parser.parse_args(arguments)
    set_up()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_TURN])
    migrate()
    if settings.DEMO and not options.no_demo and "seed_demo" in get_commands():
        call_command("seed_demo")
    take_thesaurus()
    collect_static()
    connection.close()
    return 0


def migrate() -> None:
    """Apply the migrations that the database has not seen."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=1, skip_checks=True)


def take_thesaurus() -> None:
    """Let search have the general thesaurus where set-up could fetch it; from then on the worker keeps it in step."""
    path = mythes.file_of(Path(settings.STATE))
    try:
        if path:
            load("infolinia.knowledge.operations.thesaurus:take_first_thesaurus")(path=path)
    except mythes.CannotRead as error:
        print(f"the thesaurus is left out: {error}", file=sys.stderr)


def collect_static() -> None:
    """Collect static files when their sources changed since the last time."""
    mark = Path(settings.STATIC_ROOT) / ".sources"
    now = _fingerprint()
    if mark.exists() and mark.read_text() == now:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True, skip_checks=True)
    mark.write_text(now)


def _fingerprint() -> str:
    """Return a mark of every source: our files by name, size and time, the libraries' by their versions."""
    versions = sorted(f"{found.metadata['Name']} {found.version}" for found in distributions())
    words = [str(settings.STORAGES["staticfiles"]), *versions, *sorted(_sources())]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _sources() -> Iterable[str]:
    folders = [Path(folder) for folder in settings.STATICFILES_DIRS]
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        status = path.stat()
        yield f"{path} {status.st_size} {status.st_mtime_ns}"
