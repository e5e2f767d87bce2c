"""Reads of matters."""

from infolinia.matters.queries.choosing import categories, promise, questions_to_ask, results
from infolinia.matters.queries.clocks import clock_words
from infolinia.matters.queries.erasing import oldest_settled, residents_with_matters
from infolinia.matters.queries.finding import search
from infolinia.matters.queries.inbox import done, inbox, inbox_list
from infolinia.matters.queries.lines import at_helpline, of_conversation, of_resident, similar, version
from infolinia.matters.queries.pages import matter_view
from infolinia.matters.queries.public import public_status
from infolinia.matters.queries.rights import matter_for
from infolinia.matters.queries.supervision import chases, count_overdue, deadlines_by_unit, due_soon, overdue
from infolinia.matters.shapes import AskedQuestion, PublicStatus

__all__ = [
    "AskedQuestion",
    "PublicStatus",
    "at_helpline",
    "categories",
    "chases",
    "clock_words",
    "count_overdue",
    "deadlines_by_unit",
    "done",
    "due_soon",
    "inbox",
    "inbox_list",
    "matter_for",
    "matter_view",
    "of_conversation",
    "of_resident",
    "oldest_settled",
    "overdue",
    "promise",
    "public_status",
    "questions_to_ask",
    "residents_with_matters",
    "results",
    "search",
    "similar",
    "version",
]
