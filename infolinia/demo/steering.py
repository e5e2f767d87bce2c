"""Two rules of routing of the starter city, one of them still to be tried, and the figures of its first months."""

from datetime import datetime

from infolinia.demo import store
from infolinia.matters import operations
from infolinia.matters.operations.steering import save_rule
from infolinia.matters.shapes.steering import RuleDraft

RULES = (
    ("Gałęzie i drzewa zgłoszone jako zieleń", "zielen", "zdiz-zielen", "drzew\nkonar\ngałęz", True),
    ("Sygnalizator zgłoszony jako znak", "znak-drogowy", "zdiz-sygnalizacja", "sygnaliza\nczerwone światło", False),
)
"""Name, kind of matter, unit, words, whether it is on."""


def load(*, at: datetime) -> None:
    """Make them as the supervisor would, and count the months."""
    staff, units = store.ids_by("city.Staff", "username"), store.ids_by("city.Unit", "code")
    kinds = store.ids_by("matters.Category", "code")
    for name, kind, unit, words, is_on in RULES:
        draft = RuleDraft(name, units[unit], category_id=kinds[kind], words=words)
        save_rule(draft=draft, rule_id=None, is_on=is_on, by_id=staff["kierownik"], at=at)
    operations.count_now(at=at)
    operations.count_due_months(at=at)
