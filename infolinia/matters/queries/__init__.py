"""Reads of matters."""

from infolinia.matters.queries.alike import alike, public_line
from infolinia.matters.queries.choosing import categories, faults_of, promise, public_kinds, questions_to_ask, results
from infolinia.matters.queries.clocks import clock_words
from infolinia.matters.queries.danger import danger_of, dangers_raised_by, open_danger, open_dangers
from infolinia.matters.queries.erasing import oldest_settled, residents_with_matters
from infolinia.matters.queries.feeds import Feed, feed, feeds_of
from infolinia.matters.queries.files import file_of, files_of, has_file
from infolinia.matters.queries.finding import search
from infolinia.matters.queries.following import as_given, follower_with, followers, id_of_number, joined_to, parts
from infolinia.matters.queries.forecasts import forecast, forecasts, likely_late
from infolinia.matters.queries.guests import file_of_order, links_of, order_page, pictures_of, question_page
from infolinia.matters.queries.inbox import done, inbox, inbox_list
from infolinia.matters.queries.letters import NamedMatter
from infolinia.matters.queries.letters import by_ids as matters_by_ids
from infolinia.matters.queries.letters import named as named_matters
from infolinia.matters.queries.letters import open_of_address as open_matters_of
from infolinia.matters.queries.lines import at_helpline, of_conversation, of_resident, similar, version
from infolinia.matters.queries.machines import (
    first_of_programs,
    of_program,
    of_programs,
    questions_of,
    told_about,
    told_between,
    whose,
)
from infolinia.matters.queries.office_copy import for_ezd
from infolinia.matters.queries.pages import matter_view
from infolinia.matters.queries.public import public_status
from infolinia.matters.queries.record import messages_of, record_of
from infolinia.matters.queries.reopened import count_reopened, reopened
from infolinia.matters.queries.rights import matter_for
from infolinia.matters.queries.silence import is_silent
from infolinia.matters.queries.supervision import chases, count_overdue, deadlines_by_unit, due_soon, overdue
from infolinia.matters.queries.together import together
from infolinia.matters.queries.warnings import count_warnings, digest_setting, ladder_now, warnings_for
from infolinia.matters.queries.watching import matter_watch
from infolinia.matters.shapes import AskedQuestion, PublicStatus

__all__ = [
    "AskedQuestion",
    "Feed",
    "NamedMatter",
    "PublicStatus",
    "alike",
    "as_given",
    "at_helpline",
    "categories",
    "chases",
    "clock_words",
    "count_overdue",
    "count_reopened",
    "count_warnings",
    "danger_of",
    "dangers_raised_by",
    "deadlines_by_unit",
    "digest_setting",
    "done",
    "due_soon",
    "faults_of",
    "feed",
    "feeds_of",
    "file_of",
    "file_of_order",
    "files_of",
    "first_of_programs",
    "follower_with",
    "followers",
    "for_ezd",
    "forecast",
    "forecasts",
    "has_file",
    "id_of_number",
    "inbox",
    "inbox_list",
    "is_silent",
    "joined_to",
    "ladder_now",
    "likely_late",
    "links_of",
    "matter_for",
    "matter_view",
    "matter_watch",
    "matters_by_ids",
    "messages_of",
    "named_matters",
    "of_conversation",
    "of_program",
    "of_programs",
    "of_resident",
    "oldest_settled",
    "open_danger",
    "open_dangers",
    "open_matters_of",
    "order_page",
    "overdue",
    "parts",
    "pictures_of",
    "promise",
    "public_kinds",
    "public_line",
    "public_status",
    "question_page",
    "questions_of",
    "questions_to_ask",
    "record_of",
    "reopened",
    "residents_with_matters",
    "results",
    "search",
    "similar",
    "together",
    "told_about",
    "told_between",
    "version",
    "warnings_for",
    "whose",
]
