"""The tables of the knowledge room."""

from infolinia.knowledge.models.cards import Card, Edition, Form, Phrase, Subject, Synonym
from infolinia.knowledge.models.index import SearchDocument, SearchForm, SearchPosting, SearchTerm
from infolinia.knowledge.models.reviews import CardReview, CardTask, TaskNotice
from infolinia.knowledge.models.shift import CardErrorReport, NewsRead, ShiftNews

__all__ = [
    "Card",
    "CardErrorReport",
    "CardReview",
    "CardTask",
    "Edition",
    "Form",
    "NewsRead",
    "Phrase",
    "SearchDocument",
    "SearchForm",
    "SearchPosting",
    "SearchTerm",
    "ShiftNews",
    "Subject",
    "Synonym",
    "TaskNotice",
]
