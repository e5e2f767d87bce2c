"""The whole product: which processes it has here, what each is told, and in which order they start."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec

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
OUR_PROCESSES = ("live", "web", "worker", "lines", "watchdog")


@dataclass(frozen=True)
class Product:
    """One installation about to start."""

    given: Environment
    ports: Mapping[str, int]
    say: Callable[[str], None]

    def start(self, supervisor: Supervisor) -> list[str]:
        """Start everything in order and return the names of what runs; raises `StepFailed` when a step fails."""
        self._forget_signs_of_life()
        if not os.environ.get("DATABASE_URL"):
            self._start_database(supervisor)
        engine = provisioning.find_engine(self.given.state)
        names = [name for name in OUR_PROCESSES if has_process(name) and (engine or name not in ("lines", "watchdog"))]
        names += (["asterisk"] if engine else []) + (["mail"] if self.keeps_mail else [])
        told = self.told(names)
        for name in ("mail", "live"):
            if name in names:
                supervisor.start(self._ours(name, told))
        if engine:
            supervisor.start(self._asterisk(engine))
        else:
            self.say(
                "the telephone does not work here: there is no Asterisk (infolinia doctor says why); the rest does"
            )
        self._prepare(supervisor, told)
        for name in names:
            if name not in ("mail", "live", "asterisk"):
                supervisor.start(self._ours(name, told))
        return names

    @property
    def keeps_mail(self) -> bool:
        """Whether messages go to our own folder instead of a city's server."""
        return self.given.demo and not os.environ.get("INFOLINIA_SMTP_URL")

    def told(self, names: list[str]) -> dict[str, str]:
        """Return what our own processes get by their environment."""
        told = {VARIABLES[name]: str(port) for name, port in self.ports.items()}
        told |= {"INFOLINIA_STATE": str(self.given.state), "INFOLINIA_PARTS": ",".join(["postgres", *names])}
        told["DATABASE_URL"] = os.environ.get("DATABASE_URL") or postgres.saved_url(self.given.state)
        told["INFOLINIA_LIVE_URL"] = os.environ.get("INFOLINIA_LIVE_URL", f":{self.ports['live']}")
        if self.keeps_mail:
            told["INFOLINIA_SMTP_URL"] = f"smtp://127.0.0.1:{self.ports['mail']}"
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

    def _prepare(self, supervisor: Supervisor, told: Mapping[str, str]) -> None:
        supervisor.run_step(Part("prepare", self._command("prepare"), told), timeout=PREPARE_SECONDS)

    def _ours(self, name: str, told: Mapping[str, str]) -> Part:
        return Part(name, self._command(name), {**told, "MALLOC_ARENA_MAX": "2"}, is_ready=self._readiness(name))

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


def has_process(name: str) -> bool:
    """Return whether this build has the process."""
    return find_spec(f"infolinia.config.processes.{name}") is not None
