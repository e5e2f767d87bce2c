"""Where each caller is before an adviser, and what the line may say to them: shared by those who look after callers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from infolinia.telephony import prompts
from infolinia.telephony.lines.call import Call
from infolinia.telephony.rules.announcing import News
from infolinia.telephony.rules.plan import LinePlan

MENU, OFFER, NOTICE, RECORDING = "menu", "offer", "notice", "recording"


@dataclass
class Visit:
    """Where one caller is; `why` tells why nobody serves them, `key` was pressed before the menu could be heard."""

    step: str = ""
    playings: int = 0
    key: str = ""
    why: str = ""
    news: News | None = None
    told_at: datetime | None = None


class Visits:
    """Visits by the call's id. `plan` is what the office set, read anew from the database."""

    def __init__(self, state: Path) -> None:
        self.plan = LinePlan()
        self._state = state
        self._visits: dict[str, Visit] = {}

    def of(self, call: Call) -> Visit:
        """Return where the caller is."""
        return self._visits.setdefault(call.id, Visit())

    def recall(self, call_id: str, variables: Mapping[str, str]) -> Visit:
        """Know again where the caller is: the channel keeps it through every fault of ours."""
        self._visits[call_id] = _read(variables)
        return self._visits[call_id]

    def keep_only(self, call_ids: Iterable[str]) -> None:
        """Forget everybody else."""
        for ident in self._visits.keys() - set(call_ids):
            del self._visits[ident]

    def emergency(self, call: Call) -> list[str]:
        """Return what everybody has to hear now, as prompts; nothing before the voice has spoken it."""
        text = self.plan.emergency_in(call.language)
        return self.spoken([prompts.emergency_code(text)], call.language) if text else []

    def spoken(self, names: list[str], language: str) -> list[str]:
        """Return those of the prompts that the voice has spoken in the language."""
        folder = prompts.sounds_of(self._state, language)
        return [name for name in names if (folder / f"{name}.wav").exists()]


def _read(variables: Mapping[str, str]) -> Visit:
    step, _, why = variables.get("LINE_STEP", "").partition(":")
    stored, _, told_at = variables.get("LINE_TOLD", "").partition("@")
    visit = Visit(step=step, why=why)
    if told_at.isdigit():
        visit.news, visit.told_at = News.read(stored), datetime.fromtimestamp(int(told_at), UTC)
    return visit
