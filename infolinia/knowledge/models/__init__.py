"""The tables of the knowledge room."""

from infolinia.knowledge.models.cards import Card, Edition, Phrase, Subject, Synonym
from infolinia.knowledge.models.forms import Form, FormFile
from infolinia.knowledge.models.index import SearchDocument, SearchForm, SearchPosting, SearchTerm
from infolinia.knowledge.models.responsibility import Responsibility
from infolinia.knowledge.models.reviews import CardReview, CardTask, TaskNotice
from infolinia.knowledge.models.shift import CardErrorReport, NewsRead, ShiftNews
from infolinia.knowledge.models.working import WorkingCopy

__all__ = [
    "Card",
    "CardErrorReport",
    "CardReview",
    "CardTask",
    "Edition",
    "Form",
    "FormFile",
    "NewsRead",
    "Phrase",
    "Responsibility",
    "SearchDocument",
    "SearchForm",
    "SearchPosting",
    "SearchTerm",
    "ShiftNews",
    "Subject",
    "Synonym",
    "TaskNotice",
    "WorkingCopy",
]
