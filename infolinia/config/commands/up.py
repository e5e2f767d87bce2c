"""`infolinia up`: start everything, say how to reach it, and keep it running until told to stop."""

import argparse
import fcntl
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from infolinia.config.commands.welcome import welcome
from infolinia.config.engines.postgres import CannotRunPostgres
from infolinia.config.environment import BadEnvironment, Environment, environment
from infolinia.config.processes import ports, probe
from infolinia.config.processes.product import ANSWER_SECONDS, PARTS, Product
from infolinia.config.processes.supervisor import StepFailed, Stopped, Supervisor, signals_held
from infolinia.telephony.provisioning.trunk_settings import BadTrunkSettings

ONLY_HELP = f"the parts that this machine runs, of postgres,{','.join(PARTS)}; the rest runs elsewhere"
# Logs, journals and messages tell of residents.
PRIVATE = ("log", "run", "mail", "sms")
# How long a start waits for the processes of one that was killed to go away.
LAST_BREATH = 15.0


def main(arguments: Sequence[str]) -> int:
    """Run the product until SIGTERM or SIGINT; 1 when it can't start, with the reason."""
    parser = argparse.ArgumentParser("infolinia up", description=main.__doc__)
    parser.add_argument("--only", type=_names, default=frozenset(), metavar="PART,…", help=ONLY_HELP)
    only = parser.parse_args(arguments).only
    given = environment()
    if only and "postgres" not in only and not os.environ.get("DATABASE_URL"):
        raise BadEnvironment("DATABASE_URL is not set, and --only leaves the embedded database out")
    close_to_others(given.state)
    with signals_held(), only_one(given.state) as lock:
        supervisor = Supervisor(logs=given.state / "log", say=say, keep_open=[lock])
        try:
            return _run(supervisor, given, only)
        except Stopped:
            say("stopping")
            return 0
        except (StepFailed, CannotRunPostgres, BadTrunkSettings) as error:
            say(str(error))
            return 1
        finally:
            supervisor.stop()


def close_to_others(state: Path) -> None:
    """Have the folders that tell of residents, open to their owner alone, whoever made them before."""
    for name in PRIVATE:
        folder = state / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)


def _names(text: str) -> frozenset[str]:
    """Return the parts named on the command line."""
    names = frozenset(text.split(","))
    if unknown := names - {"postgres", *PARTS}:
        raise argparse.ArgumentTypeError(f"there is no part {', '.join(sorted(unknown))}")
    return names


def say(text: str) -> None:
    """Print a line for the person at the terminal, at once."""
    print(f"infolinia: {text}", flush=True)


def _run(supervisor: Supervisor, given: Environment, only: frozenset[str]) -> int:
    began = time.monotonic()
    chosen = ports.assign(given.state, web=given.port, sip=given.sip_port)
    names = Product(given, chosen, say, only).start(supervisor)

    def answers() -> bool:
        return supervisor.all_ready() and ("web" not in names or probe.health(given).is_ready)

    if not supervisor.tend(until=answers, timeout=ANSWER_SECONDS):
        say(f"not everything answers yet: {probe.health(given).text}; logs are in {given.state / 'log'}")
        supervisor.tend(until=answers)
    print(welcome(given, names, seconds=time.monotonic() - began), flush=True)
    supervisor.tend(until=lambda: False)
    return 0


@contextmanager
def only_one(state: Path) -> Iterator[int]:
    """Hold the state folder for one product; its processes inherit the hold, so none of a killed one is left behind."""
    path = state / "up.lock"
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(lock, path)
        os.ftruncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
        yield lock
    finally:
        os.close(lock)


def _take(lock: int, path: Path) -> None:
    ends = time.monotonic() + LAST_BREATH
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = path.read_text() or "0"
            if _lives(int(holder)):
                raise BadEnvironment(
                    f"another Infolinia (process {holder}) runs with INFOLINIA_STATE={path.parent}"
                ) from None
            if time.monotonic() > ends:
                raise BadEnvironment(
                    f"processes of an earlier start still hold INFOLINIA_STATE={path.parent}"
                ) from None
            time.sleep(0.1)
        else:
            return


def _lives(pid: int) -> bool:
    if not pid:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
