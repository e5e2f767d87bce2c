"""The whole product: which processes it has here, what each is told, and in which order they start."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from infolinia.config.engines import postgres
from infolinia.config.environment import Environment
from infolinia.config.processes import probe
from infolinia.config.processes.children import Part
from infolinia.config.processes.ports import VARIABLES
from infolinia.config.processes.supervisor import StepFailed, Supervisor
from infolinia.core import heartbeat
from infolinia.telephony import prompts, provisioning

# A first start makes the demo's weeks of past; the machine may be small.
PREPARE_SECONDS = 600.0
ANSWER_SECONDS = 60.0
# In the order of their start. The first three do not wait for the database's tables.
PARTS = ("mail", "live", "asterisk", "web", "worker", "lines", "standby", "watchdog")
BEFORE_DATA = frozenset({"mail", "live", "asterisk"})
TELEPHONE = frozenset({"asterisk", "lines", "standby", "watchdog"})
# A second daemon of the telephone, which takes over when the first dies.
COMMANDS = {"standby": "lines"}


# What production should not leave as it is: the variable, and what follows.
DEFAULTS = {
    "INFOLINIA_SMTP_URL": "messages will wait in their queue",
    "INFOLINIA_MAIL_FROM": "messages come from an example address, and mail servers will refuse them",
    "INFOLINIA_CARRIER": "only programs of this machine can call",
}


def lacks(given: Environment) -> list[str]:
    """Return what an administrator has yet to set in production, each with what follows; nothing in the demo."""
    if given.demo:
        return []
    found = [f"{name} is not set: {loss}" for name, loss in DEFAULTS.items() if not os.environ.get(name)]
    if not given.https:
        found.append(
            "INFOLINIA_PUBLIC_URL is no https: address: sign-ins travel in the clear, phones get no microphone"
        )
    return found


@dataclass(frozen=True)
class Product:
    """One installation about to start; `only` names the parts of it that this machine runs, empty for all."""

    given: Environment
    ports: Mapping[str, int]
    say: Callable[[str], None]
    only: frozenset[str] = frozenset()

    def start(self, supervisor: Supervisor) -> list[str]:
        """Start everything in order and return the names of what runs; raises `StepFailed` when a step fails."""
        self._forget_signs_of_life()
        for lack in lacks(self.given):
            self.say(lack)
        if self._has("postgres") and not os.environ.get("DATABASE_URL"):
            self._start_database(supervisor)
        engine = provisioning.find_engine(self.given.state)
        if not engine and self._has("asterisk"):
            self.say(
                "the telephone does not work here: there is no Asterisk (infolinia doctor says why); the rest does"
            )
        elif engine and self._has("asterisk") and not any((self.given.state / "asterisk" / "sounds").glob("*")):
            self.say("making the announcements, only this once")
            supervisor.run_step(Part("provision", self._command("provision")), timeout=PREPARE_SECONDS)
        names = [name for name in PARTS if self._runs(name, has_engine=engine is not None)]
        told = self.told(names)
        for name in (name for name in names if name in BEFORE_DATA):
            supervisor.start(self._asterisk(engine) if engine and name == "asterisk" else self._ours(name, told))
        supervisor.run_step(Part("prepare", self._command("prepare"), told), timeout=PREPARE_SECONDS)
        for name in (name for name in names if name not in BEFORE_DATA):
            supervisor.start(self._ours(name, told))
        return names

    def _has(self, name: str) -> bool:
        return not self.only or name in self.only

    def _runs(self, name: str, *, has_engine: bool) -> bool:
        if (name == "mail" and not self.keeps_mail) or (name == "standby" and not self.given.standby):
            return False
        return self._has(name) and (has_engine or name not in TELEPHONE)

    @property
    def keeps_mail(self) -> bool:
        """Whether messages go to our own folder instead of a city's server."""
        return self.given.demo and not os.environ.get("INFOLINIA_SMTP_URL")

    def told(self, names: list[str]) -> dict[str, str]:
        """Return what our own processes get by their environment."""
        told = {VARIABLES[name]: str(port) for name, port in self.ports.items()}
        told |= {"INFOLINIA_STATE": str(self.given.state), "INFOLINIA_PARTS": ",".join(["postgres", *names])}
        told["DATABASE_URL"] = os.environ.get("DATABASE_URL") or postgres.saved_url(self.given.state)
        # Under https a proxy stands in front, and push has the pages' own address.
        beside = "" if self.given.https else f":{self.ports['live']}"
        told["INFOLINIA_LIVE_URL"] = os.environ.get("INFOLINIA_LIVE_URL", beside)
        if self.keeps_mail:
            told["INFOLINIA_SMTP_URL"] = f"smtp://127.0.0.1:{self.ports['mail']}"
            told["INFOLINIA_SMS_DEMO_URL"] = f"http://127.0.0.1:{self.ports['texts']}/"
        return told

    def _forget_signs_of_life(self) -> None:
        for sign in heartbeat.folder().glob("*.json"):
            sign.unlink()

    def _start_database(self, supervisor: Supervisor) -> None:
        cluster = postgres.prepare(self.given.state, port=self.ports["postgres"])
        supervisor.start(cluster.part())
        if not supervisor.wait_ready("postgres", timeout=ANSWER_SECONDS):
            raise StepFailed(f"postgres does not answer; its log is {supervisor.log_of('postgres')}")
        cluster.create_database()

    def _ours(self, name: str, told: Mapping[str, str]) -> Part:
        command = self._command(COMMANDS.get(name, name))
        return Part(name, command, {**told, "MALLOC_ARENA_MAX": "2"}, is_ready=self._readiness(name))

    def _readiness(self, name: str) -> Callable[[], bool]:
        if name == "live":
            return lambda: probe.get(self.ports["live"], "/health")[0] == 200
        if name in ("web", "mail"):
            return lambda: probe.listens(self.ports[name])
        return lambda: (sign := heartbeat.read(name)) is not None and sign.alive

    def _asterisk(self, engine: provisioning.Engine) -> Part:
        listening = provisioning.EnginePorts(sip=self.ports["sip"], http=self.ports["engine"])
        provisioning.write_configuration(
            engine, self.given.state, listening, carrier=self.given.carrier, number=self.given.city_phone
        )
        prompts.render(self.given.state, city=self.given.city_name, report=self.say)
        argv, env = provisioning.command(engine, self.given.state)
        return Part("asterisk", argv, env, is_ready=lambda: probe.engine_answers(self.given.state))

    @staticmethod
    def _command(name: str) -> list[str]:
        return [sys.executable, "-m", "infolinia.config.command", name]
