"""The example cards of the starter city, with their forms and everyday words."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from infolinia.core.clock import city_day
from infolinia.knowledge.models import Card, Edition, Form
from infolinia.knowledge.operations.editions import publish_editions, unit_ids
from infolinia.knowledge.operations.importing import read_files
from infolinia.knowledge.operations.indexing import index_forms
from infolinia.knowledge.operations.shipped import take_shipped_words
from infolinia.knowledge.rules.editions import UNDER_WAY
from infolinia.knowledge.shapes import Imported

DATA = Path(__file__).parent.parent / "data"


@transaction.atomic
def load_example_cards(at: datetime) -> Imported:
    """Publish the example cards and forms that the city does not have yet, or has in an older wording of ours.

    Does nothing, quickly, when all are there. A card that the office wrote in or withdrew stays as it is. Cards owned
    by units which the city has not stay without an owner.
    """
    day = city_day(at)
    take_shipped_words()
    units = unit_ids()
    _take_forms(units)
    drafts = [replace(draft, unit=draft.unit if draft.unit in units else "") for draft in read_files(DATA / "cards")]
    kept = _changed_here()
    drafts = [draft for draft in drafts if draft.code not in kept]
    done = publish_editions(drafts=drafts, by_id=None, at=at)
    index_forms(day=day)
    return done


def _changed_here() -> set[str]:
    """Return the codes of cards that people of this city wrote in, published or withdrew."""
    written = Edition.objects.exclude(written_by=None).exclude(state__in=UNDER_WAY)
    withdrawn = Card.objects.filter(status=Card.Status.RETIRED)
    return {*written.values_list("card__code", flat=True), *withdrawn.values_list("code", flat=True)}


def _take_forms(units: dict[str, int]) -> None:
    wanted = json.loads((DATA / "forms.json").read_text(encoding="utf-8"))["forms"]
    known = set(Form.objects.values_list("code", "version"))
    Form.objects.bulk_create(
        Form(
            code=form["code"], version=form["version"], title=form["title"], note=form.get("note", ""),
            unit_id=units.get(form["unit"]), valid_from=date.fromisoformat(form["valid_from"]), is_example=True,
        )
        for form in wanted
        if (form["code"], form["version"]) not in known
    )  # fmt: skip
