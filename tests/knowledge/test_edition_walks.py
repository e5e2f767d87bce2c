"""Editors who do whatever they can think of, in any order: what must never happen never happens."""

import contextlib
import random
from datetime import datetime, timedelta

import pytest

from infolinia.city.models import Staff, Unit
from infolinia.core.errors import Cannot
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import Edition
from tests.knowledge.conftest import Publish
from tests.knowledge.drafting import WHOLE, save, text_of

STEPS = 40


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_steps_keeps_the_promises(
    seed: int, publish: Publish, roads: Unit, zofia: Staff, adam: Staff, marek: Staff, at: datetime
) -> None:
    rng = random.Random(seed)
    publish("a", "Karta", **{**WHOLE, "answer": "Na początku."})
    people = [zofia, adam, marek]
    printed: dict[int, str] = {1: "Na początku."}
    for step in range(STEPS):
        moment = at + timedelta(hours=step)
        with contextlib.suppress(Cannot):
            take(rng, rng.choice(people), moment, publish, f"Tekst {step}.")
        keep_promises(printed)
    assert len(printed) > 1, "a walk that prints nothing proves nothing"


def take(rng: random.Random, who: Staff, at: datetime, publish: Publish, words: str) -> None:
    """One step of somebody, whatever it may be; refusals are fine."""
    operations.publish_due(at=at)
    edition = queries.under_way("a")
    told = {"by_id": who.pk, "at": at}
    if edition is None:
        number = rng.choice([line.number for line in queries.history("a")])
        if rng.random() < 0.3:
            operations.restore_edition(card_code="a", language="pl", number=number, **told)
        else:
            operations.start_draft(card_code="a", **told)
        return
    read = {"edition_id": edition, "version": text_of(edition).version - rng.choice([0, 0, 0, 1]), **told}
    here = {"edition_id": edition, **told}
    steps = [
        lambda: save(edition, who, at, version=read["version"], answer=words),
        lambda: operations.send_to_review(**read),
        lambda: operations.approve(**read),
        lambda: operations.approve(**read, publish_at=at + timedelta(hours=3)),
        lambda: operations.return_to_author(**here, reason="Popraw."),
        lambda: operations.unschedule(**here, reason="Jeszcze nie."),
        lambda: publish("a", "Karta", when=at, **{**WHOLE, "answer": f"Z pliku: {words}"}),
        lambda: operations.adopt_current(**read),
    ]
    rng.choices(steps, [2, 2, 2, 1, 1, 1, 1, 2])[0]()


def keep_promises(printed: dict[int, str]) -> None:
    """One edition is current; what was printed stays; a second person read it; numbers follow time."""
    rows = list(Edition.objects.order_by("number"))
    shown = [row for row in rows if row.state in ("published", "retired")]
    assert [row.state for row in shown].count("published") == 1
    assert shown[-1].state == "published"
    for row in shown:
        assert printed.setdefault(row.number, row.answer) == row.answer
        assert row.written_by_id is None or (row.reviewed_by_id and row.reviewed_by_id not in row.authors)
    assert [row.published_at for row in shown] == sorted(row.published_at for row in shown if row.published_at)
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    view = queries.card("a")
    assert view is not None and view.answer_html == shown[-1].answer
