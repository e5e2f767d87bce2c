"""Editions that a second person approves, kept by the database: whatever writes to the table, these rules hold."""

from collections.abc import Sequence

import pgtrigger

# A published edition may still change its state, when another replaces it or it is withdrawn; nothing else.
_FROZEN = """(
    OLD.state IN ('published', 'retired') AND (to_jsonb(OLD) - 'state') IS DISTINCT FROM (to_jsonb(NEW) - 'state')
)"""
_OWN_REVIEW = "(NEW.reviewed_by_id IS NOT NULL AND NEW.reviewed_by_id = ANY(NEW.authors))"
_PUBLISHED = "(OLD.state IN ('published', 'retired'))"


def triggers_of_editions(
    *, changed_under_review: str, unreviewed: str, steps: Sequence[tuple[str, str]]
) -> list[pgtrigger.Trigger]:
    """Return the triggers of a table of editions with the columns `state`, `authors` (ids) and `reviewed_by_id`.

    What is published stays and is never deleted; nobody approves what they wrote. The two conditions are SQL on OLD and
    NEW: that words changed while somebody reviews them, and that an edition is in force without a review. `steps` are
    the allowed changes of state.
    """
    on_update = {"published_stays": _FROZEN, "reviewed_stays": changed_under_review, "reviewed": unreviewed}
    return [
        *(
            pgtrigger.Protect(name=name, operation=pgtrigger.Update, condition=pgtrigger.Condition(condition))
            for name, condition in on_update.items()
        ),
        pgtrigger.Protect(
            name="second_person",
            operation=pgtrigger.Insert | pgtrigger.Update,
            condition=pgtrigger.Condition(_OWN_REVIEW),
        ),
        pgtrigger.FSM(name="steps", field="state", transitions=list(steps)),
        pgtrigger.Protect(name="published_kept", operation=pgtrigger.Delete, condition=pgtrigger.Condition(_PUBLISHED)),
    ]
