"""The `infolinia` command: one table of what it can do, each loaded only when asked for."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from infolinia.config.environment import BadEnvironment, environment

BAD_USAGE = 2


@dataclass(frozen=True)
class Entry:
    """One subcommand: where it lives as `module:function`, and what it does in one line."""

    target: str
    help: str
    takes_arguments: bool = True


PRODUCT = {
    "up": Entry("infolinia.config.commands.up:main", "start everything and keep it running"),
    "wait": Entry("infolinia.config.commands.wait:main", "return when everything answers"),
    "doctor": Entry("infolinia.config.commands.doctor:main", "say what this machine lacks and which command adds it"),
    "manage": Entry("infolinia.config.commands.manage:main", "Django's own commands"),
    "provision": Entry(
        "infolinia.config.commands.provision:main", "fetch the telephone engine and the thesaurus into the state folder"
    ),
    "prepare": Entry("infolinia.config.commands.prepare:main", "bring database, demo city and static files up to date"),
    "with-postgres": Entry(
        "infolinia.config.commands.with_postgres:main", "run a command beside a PostgreSQL of its own"
    ),
}
WORK = {
    "deadline": Entry("infolinia.matters.deadline_command:main", "count a deadline and show the working"),
    "matters": Entry("infolinia.matters.import_command:main", "take matters of another system from a file"),
    "search": Entry("infolinia.config.commands.search:main", "search the service cards"),
    "cards": Entry("infolinia.knowledge.command:cards", "read in or check service cards"),
    "streets": Entry("infolinia.city.street_command:main", "bring in the register of streets from a file"),
    "recording-keys": Entry("infolinia.telephony.recordings.command:main", "show or renew the keys of recordings"),
    "forget": Entry("infolinia.config.commands.forget:main", "erase again whom a restored backup brought back"),
    "call": Entry("infolinia.telephony.call_command:main", "place a call with a spoken question"),
}
PROCESSES = {
    "web": Entry("infolinia.config.processes.web:main", "pages", takes_arguments=False),
    "live": Entry("infolinia.config.processes.live.serve:main", "push to browsers", takes_arguments=False),
    "worker": Entry("infolinia.config.processes.worker:main", "jobs and schedules", takes_arguments=False),
    "lines": Entry("infolinia.config.processes.lines:main", "the telephone lines", takes_arguments=False),
    "watchdog": Entry(
        "infolinia.config.processes.watchdog:main", "the guard of waiting callers", takes_arguments=False
    ),
    "mail": Entry("infolinia.config.processes.mail:main", "the demo's outgoing mail", takes_arguments=False),
}
ENTRIES = PRODUCT | WORK | PROCESSES


def usage() -> str:
    """Return the list of subcommands, in the order of need."""
    width = max(map(len, ENTRIES)) + 2
    groups = {"The product": PRODUCT, "Work at the command line": WORK, "One process alone": PROCESSES}
    lines = ["usage: infolinia <command> [arguments]"]
    for title, entries in groups.items():
        lines += ["", f"{title}:", *(f"  {name:{width}}{entry.help}" for name, entry in entries.items())]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the subcommand; a wrong environment is one clear line and exit code 2."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in ("-h", "--help", "help"):
        print(usage())
        return 0 if words else BAD_USAGE
    entry = ENTRIES.get(words[0])
    if entry is None:
        print(f"infolinia: there is no command {words[0]!r}\n\n{usage()}", file=sys.stderr)
        return BAD_USAGE
    if not entry.takes_arguments and words[1:]:
        print(f"infolinia {words[0]} takes no arguments; it is set by the environment (docs/run.md)", file=sys.stderr)
        return BAD_USAGE
    return _run(entry, words[1:])


def _run(entry: Entry, rest: list[str]) -> int:
    try:
        # The rooms find the state folder, for signs of life, without knowing the settings.
        os.environ["INFOLINIA_STATE"] = str(environment().state)
        function = load(entry.target)
        return int((function(rest) if entry.takes_arguments else function()) or 0)
    except BadEnvironment as error:
        print(f"infolinia: {error}", file=sys.stderr)
        return BAD_USAGE
    except KeyboardInterrupt:
        return 130


def load(target: str) -> Callable[..., int | None]:
    """Return the function that stands at `module:function`."""
    module, _, name = target.partition(":")
    function: Callable[..., int | None] = getattr(import_module(module), name)
    return function


if __name__ == "__main__":
    sys.exit(main())
