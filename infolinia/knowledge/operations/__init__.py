"""Writes to the knowledge: one function, one transaction, one line of history."""

from infolinia.knowledge.map_lines import CannotKeepLine
from infolinia.knowledge.operations.counting import count_card_uses
from infolinia.knowledge.operations.drafts import (
    CannotMove,
    CannotSave,
    CannotStart,
    adopt_current,
    create_card,
    discard_draft,
    draft_from,
    restore_edition,
    save_draft,
    start_draft,
)
from infolinia.knowledge.operations.editions import CannotPublish, publish_edition
from infolinia.knowledge.operations.example_forms import load_example_forms
from infolinia.knowledge.operations.examples import load_example_cards
from infolinia.knowledge.operations.forms import (
    CannotKeepForm,
    NewVersion,
    add_form_version,
    end_form_version,
    map_form_fields,
)
from infolinia.knowledge.operations.importing import CannotImport, import_cards
from infolinia.knowledge.operations.indexing import (
    index_cards,
    index_forms,
    rebuild_index,
    refresh_cards,
    refresh_index,
)
from infolinia.knowledge.operations.instructions import (
    CannotApproveInstruction,
    CannotWriteInstruction,
    approve_instruction,
    withdraw_instruction,
    write_instruction,
)
from infolinia.knowledge.operations.lifetime import (
    CannotChangeCard,
    CannotRetire,
    bring_back,
    change_card,
    keep_validity,
    retire,
)
from infolinia.knowledge.operations.links import check_links, collect_links, note_answer
from infolinia.knowledge.operations.map_import import CannotImportMap, check_map, import_map, load_example_map
from infolinia.knowledge.operations.reports import (
    CannotReply,
    CannotReport,
    agree_with_report,
    mark_reply_read,
    reply_to_report,
    report_error,
)
from infolinia.knowledge.operations.responsibility import end_line, keep_line, remove_line
from infolinia.knowledge.operations.review import (
    CannotApprove,
    CannotSend,
    approve,
    publish_due,
    return_to_author,
    send_to_review,
    take_back,
    unschedule,
)
from infolinia.knowledge.operations.search_decisions import (
    CannotDecide,
    add_words_to_card,
    card_is_being_written,
    skip_words,
    take_back_decision,
)
from infolinia.knowledge.operations.searches import (
    card_opened,
    forget_searches,
    log_search,
    note_no_card,
    settle_searches,
)
from infolinia.knowledge.operations.shift import CannotPost, edit_news, mark_news_read, post_news, withdraw_news
from infolinia.knowledge.operations.tasks import (
    CannotCloseTask,
    CannotConfirm,
    answer_task,
    confirm_review,
    keep_tasks,
    note_told,
    open_task,
)
from infolinia.knowledge.operations.vocabulary import CannotAddPhrase, add_phrase, add_synonym, remove_phrase
from infolinia.knowledge.pdf.checking import CannotTakePdf

__all__ = [
    "CannotAddPhrase",
    "CannotApprove",
    "CannotApproveInstruction",
    "CannotChangeCard",
    "CannotCloseTask",
    "CannotConfirm",
    "CannotDecide",
    "CannotImport",
    "CannotImportMap",
    "CannotKeepForm",
    "CannotKeepLine",
    "CannotMove",
    "CannotPost",
    "CannotPublish",
    "CannotReply",
    "CannotReport",
    "CannotRetire",
    "CannotSave",
    "CannotSend",
    "CannotStart",
    "CannotTakePdf",
    "CannotWriteInstruction",
    "NewVersion",
    "add_form_version",
    "add_phrase",
    "add_synonym",
    "add_words_to_card",
    "adopt_current",
    "agree_with_report",
    "answer_task",
    "approve",
    "approve_instruction",
    "bring_back",
    "card_is_being_written",
    "card_opened",
    "change_card",
    "check_links",
    "check_map",
    "collect_links",
    "confirm_review",
    "count_card_uses",
    "create_card",
    "discard_draft",
    "draft_from",
    "edit_news",
    "end_form_version",
    "end_line",
    "forget_searches",
    "import_cards",
    "import_map",
    "index_cards",
    "index_forms",
    "keep_line",
    "keep_tasks",
    "keep_validity",
    "load_example_cards",
    "load_example_forms",
    "load_example_map",
    "log_search",
    "map_form_fields",
    "mark_news_read",
    "mark_reply_read",
    "note_answer",
    "note_no_card",
    "note_told",
    "open_task",
    "post_news",
    "publish_due",
    "publish_edition",
    "rebuild_index",
    "refresh_cards",
    "refresh_index",
    "remove_line",
    "remove_phrase",
    "reply_to_report",
    "report_error",
    "restore_edition",
    "retire",
    "return_to_author",
    "save_draft",
    "send_to_review",
    "settle_searches",
    "skip_words",
    "start_draft",
    "take_back",
    "take_back_decision",
    "unschedule",
    "withdraw_instruction",
    "withdraw_news",
    "write_instruction",
]
