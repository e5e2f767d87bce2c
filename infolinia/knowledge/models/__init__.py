"""The tables of the knowledge room."""

from infolinia.knowledge.models.cards import Card, Edition, Phrase, Subject, Synonym
from infolinia.knowledge.models.forms import Form, FormFile
from infolinia.knowledge.models.imports import CardFile
from infolinia.knowledge.models.index import SearchDocument, SearchForm, SearchLink, SearchPosting, SearchTerm
from infolinia.knowledge.models.instructions import InstructionEdition, WorkInstruction
from infolinia.knowledge.models.loop import CardDay, CardOpening, SearchDecision, SearchEntry, SourceLink
from infolinia.knowledge.models.responsibility import Responsibility
from infolinia.knowledge.models.reviews import CardReview, CardTask, TaskNotice
from infolinia.knowledge.models.shift import CardErrorReport, NewsRead, ShiftNews
from infolinia.knowledge.models.words import Association, ForeignWord, RejectedSynonym, ThesaurusPair
from infolinia.knowledge.models.working import WorkingCopy

__all__ = [
    "Association",
    "Card",
    "CardDay",
    "CardErrorReport",
    "CardFile",
    "CardOpening",
    "CardReview",
    "CardTask",
    "Edition",
    "ForeignWord",
    "Form",
    "FormFile",
    "InstructionEdition",
    "NewsRead",
    "Phrase",
    "RejectedSynonym",
    "Responsibility",
    "SearchDecision",
    "SearchDocument",
    "SearchEntry",
    "SearchForm",
    "SearchLink",
    "SearchPosting",
    "SearchTerm",
    "ShiftNews",
    "SourceLink",
    "Subject",
    "Synonym",
    "TaskNotice",
    "ThesaurusPair",
    "WorkInstruction",
    "WorkingCopy",
]
