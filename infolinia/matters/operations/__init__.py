"""Writes to matters: one function, one transaction, one line of history."""

from infolinia.matters.figures.months import count_due_months, count_month
from infolinia.matters.figures.now import count_now
from infolinia.matters.operations.applying import apply_batch
from infolinia.matters.operations.attempts import CannotCheckStatus, count_report, count_status_attempt, forget_attempts
from infolinia.matters.operations.catalogue import (
    CannotSaveCategory,
    CategoryDraft,
    load_catalogue,
    load_categories,
    save_category,
)
from infolinia.matters.operations.changing import CannotChangeMatter
from infolinia.matters.operations.chasing import answer_chase, chase
from infolinia.matters.operations.contacting import change_channel
from infolinia.matters.operations.counting import ask_for_counts
from infolinia.matters.operations.danger import CannotTellDuty, acknowledge_danger, duty_called, duty_told
from infolinia.matters.operations.digests import send_digests
from infolinia.matters.operations.drafting import CannotRegister
from infolinia.matters.operations.ending import close, resident_message
from infolinia.matters.operations.erasing import forget_matters
from infolinia.matters.operations.feeds import CannotMakeFeed, feed_was_read, make_feed, revoke_feed
from infolinia.matters.operations.files import CannotAddFiles, add_files, show_file
from infolinia.matters.operations.following import follow, join, part_from
from infolinia.matters.operations.forwarding import pass_on, return_to_helpline
from infolinia.matters.operations.guests import (
    CannotUseLink,
    Order,
    accept_order,
    answer_by_link,
    guest_link,
    name_day,
    open_link,
    order_done,
    refuse_order,
    take_back_link,
)
from infolinia.matters.operations.importing import ImportFault, ImportReport, import_matters
from infolinia.matters.operations.ladder import (
    CannotSetLadder,
    add_rung,
    choose_digest,
    drop_rung,
    load_ladder,
    set_office_hours,
)
from infolinia.matters.operations.machines import link_case, message_by_program
from infolinia.matters.operations.notices import confirm_notices, notice_served
from infolinia.matters.operations.pace import count_pace
from infolinia.matters.operations.parts import split
from infolinia.matters.operations.planning import contract, contractor_accepted, contractor_done, plan
from infolinia.matters.operations.recounting import (
    CannotRecount,
    apply_recount,
    count_batch,
    drop_recount,
    recount_open,
)
from infolinia.matters.operations.registering import new_code_for, register
from infolinia.matters.operations.reopening import reopen, settle_reopened
from infolinia.matters.operations.side_clocks import CannotNoteSideClock, note_side_clock
from infolinia.matters.operations.telling import tell_followers, tell_resident
from infolinia.matters.operations.unit_work import add_note, answer, hand_over, opened, set_znak, take, to_sign
from infolinia.matters.operations.waiting import ask_resident, end_seasons, resident_replied, resume, wait_for
from infolinia.matters.operations.warning import warn
from infolinia.matters.operations.watching import extend
from infolinia.matters.operations.writing import follower_writes, not_done, resident_writes

__all__ = [
    "CannotAddFiles",
    "CannotChangeMatter",
    "CannotCheckStatus",
    "CannotMakeFeed",
    "CannotNoteSideClock",
    "CannotRecount",
    "CannotRegister",
    "CannotSaveCategory",
    "CannotSetLadder",
    "CannotTellDuty",
    "CannotUseLink",
    "CategoryDraft",
    "ImportFault",
    "ImportReport",
    "Order",
    "accept_order",
    "acknowledge_danger",
    "add_files",
    "add_note",
    "add_rung",
    "answer",
    "answer_by_link",
    "answer_chase",
    "apply_batch",
    "apply_recount",
    "ask_for_counts",
    "ask_resident",
    "change_channel",
    "chase",
    "choose_digest",
    "close",
    "confirm_notices",
    "contract",
    "contractor_accepted",
    "contractor_done",
    "count_batch",
    "count_due_months",
    "count_month",
    "count_now",
    "count_pace",
    "count_report",
    "count_status_attempt",
    "drop_recount",
    "drop_rung",
    "duty_called",
    "duty_told",
    "end_seasons",
    "extend",
    "feed_was_read",
    "follow",
    "follower_writes",
    "forget_attempts",
    "forget_matters",
    "guest_link",
    "hand_over",
    "import_matters",
    "join",
    "link_case",
    "load_catalogue",
    "load_categories",
    "load_ladder",
    "make_feed",
    "message_by_program",
    "name_day",
    "new_code_for",
    "not_done",
    "note_side_clock",
    "notice_served",
    "open_link",
    "opened",
    "order_done",
    "part_from",
    "pass_on",
    "plan",
    "recount_open",
    "refuse_order",
    "register",
    "reopen",
    "resident_message",
    "resident_replied",
    "resident_writes",
    "resume",
    "return_to_helpline",
    "revoke_feed",
    "save_category",
    "send_digests",
    "set_office_hours",
    "set_znak",
    "settle_reopened",
    "show_file",
    "split",
    "take",
    "take_back_link",
    "tell_followers",
    "tell_resident",
    "to_sign",
    "wait_for",
    "warn",
]
