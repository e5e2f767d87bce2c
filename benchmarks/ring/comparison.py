"""A caller waits with music in each of the two; the adviser becomes free; the clock stops at the invitation.

With us the adviser becomes free by the operation behind the button on the screen, in `app_queue` by the state of the
member's device, told to the engine over HTTP. Both clocks start before the telling.
"""

import os
import random
import secrets
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from django.core.management import call_command

from infolinia.city.models import Staff
from infolinia.core import clock
from infolinia.core.debian import home
from infolinia.routing import operations as routing
from infolinia.routing import queries as presence
from infolinia.telephony import prompts, provisioning
from tests.telephony.callers.phone import Phone
from tests.telephony.conftest import SHORT
from tests.telephony.lines.conftest import give_quick_sounds
from tests.telephony.lines.running_lines import Desk, RunningLines
from tests.telephony.running import NUMBER, RunningEngine, until

DEVICE = "Stasis:bench"
PHONE = "bench-phone"
PLAN = f"""
[from-carrier](+)
exten => bench,1,Answer()
 same => n,AddQueueMember(fallback,PJSIP/{PHONE},,,,{DEVICE})
 same => n,Queue(fallback)
"""


def compare(folder: Path, rounds: int) -> tuple[list[float], list[float]]:
    """Return how long each ring took in milliseconds: ours and app_queue's, measured turn about."""
    call_command("migrate", verbosity=0)
    zofia = Staff.objects.create(username=f"bench-{secrets.token_hex(4)}", display_name="Zofia Bryza", role="adviser")
    running = _engine(folder)
    try:
        with ExitStack() as things:
            things.enter_context(RunningLines(running))
            desk = Desk(running, zofia)
            member = running.adviser_phone(PHONE)
            for phone in (desk.phone, member):
                things.enter_context(phone)
            ours, theirs = list[float](), list[float]()
            for _ in range(rounds):
                ours.append(_ours(running, desk))
                theirs.append(_theirs(running, member))
            return ours, theirs
    finally:
        running.stop()


def _ours(running: RunningEngine, desk: Desk) -> float:
    staff_id = desk.staff.pk
    with running.caller() as caller:
        call = caller.dial(NUMBER)
        assert until(lambda: presence.waiting(clock.now()).count == 1, 15), "nobody waits in ours"
        _at_any_moment()
        took = _until_it_rings(
            desk.phone, lambda: routing.set_state(staff_id=staff_id, state="ready", reason="", at=clock.now())
        )
        call.hang_up()
        assert until(lambda: presence.waiting(clock.now()).count == 0 and desk.state == "ready"), desk.state
    routing.set_state(staff_id=staff_id, state="break", reason="", at=clock.now())
    return took


def _theirs(running: RunningEngine, member: Phone) -> float:
    _device(running, "INUSE")
    with running.caller("500000015") as caller:
        call = caller.dial("bench")
        assert until(lambda: "Queue" in str(running.channels()), 15), "nobody waits in app_queue"
        _at_any_moment()
        took = _until_it_rings(member, lambda: _device(running, "NOT_INUSE"))
        call.hang_up()
        assert until(lambda: not running.channels())
    return took


def _at_any_moment() -> None:
    """Let up to a second pass: app_queue looks once a second, and people become free at any moment of it."""
    time.sleep(random.random())


def _until_it_rings(phone: Phone, free: Callable[[], None]) -> float:
    before = len(phone.calls)
    began = time.perf_counter()
    free()
    assert phone.until(lambda: len(phone.calls) > before, 20), "it does not ring"
    return (time.perf_counter() - began) * 1000


def _device(running: RunningEngine, state: str) -> None:
    assert running.ari("PUT", f"deviceStates/{DEVICE}", deviceState=state)[0] == 204


def _engine(folder: Path) -> RunningEngine:
    """Start an engine with the product's own plan, a way into app_queue beside it, and a greeting cut short."""
    checkout = Path(__file__).resolve().parents[2]
    os.environ.setdefault("INFOLINIA_ENGINE_DIR", str(checkout / "var/engine"))
    engine = provisioning.find_engine(checkout / "var") or provisioning.unpack(checkout / "var", print)
    running = RunningEngine(engine, folder)
    kept = home(checkout / "var") / "sounds-of-tests"
    prompts.render(kept, city="Gdynia", languages=("pl",), texts=SHORT)
    give_quick_sounds(running, kept / "asterisk")
    with (running.folder / "etc/extensions.conf").open("a") as plan:
        plan.write(PLAN)
    running.start()
    return running
