"""Writes to the knowledge: one function, one transaction, one line of history."""

from infolinia.knowledge.operations.drafts import publish_draft, start_draft
from infolinia.knowledge.operations.editions import CannotPublish, publish_edition, retire_card
from infolinia.knowledge.operations.examples import load_example_cards
from infolinia.knowledge.operations.importing import CannotImport, import_cards
from infolinia.knowledge.operations.indexing import index_cards, index_forms, rebuild_index, refresh_cards
from infolinia.knowledge.operations.reports import CannotReply, CannotReport, reply_to_report, report_error
from infolinia.knowledge.operations.shift import mark_news_read, post_news
from infolinia.knowledge.operations.vocabulary import CannotAddPhrase, add_phrase, add_synonym, remove_phrase

__all__ = [
    "CannotAddPhrase",
    "CannotImport",
    "CannotPublish",
    "CannotReply",
    "CannotReport",
    "add_phrase",
    "add_synonym",
    "import_cards",
    "index_cards",
    "index_forms",
    "load_example_cards",
    "mark_news_read",
    "post_news",
    "publish_draft",
    "publish_edition",
    "rebuild_index",
    "refresh_cards",
    "remove_phrase",
    "reply_to_report",
    "report_error",
    "retire_card",
    "start_draft",
]
