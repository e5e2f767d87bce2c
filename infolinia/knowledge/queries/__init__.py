"""What other rooms read of the knowledge."""

from infolinia.knowledge.queries.cards import (
    all_cards,
    card,
    card_as_of,
    card_for_category,
    edition,
    phrases_of,
    popular,
    view_of,
)
from infolinia.knowledge.queries.export import export_cards
from infolinia.knowledge.queries.listing import list_cards, published_cards, subjects
from infolinia.knowledge.queries.news import news_for
from infolinia.knowledge.queries.residents import resident_card
from infolinia.knowledge.queries.searching import search
from infolinia.knowledge.shapes import CardLink, CardView, FeeLine, FormLink, Hit, News, Part, Section, SubjectGroup
from infolinia.knowledge.shapes_listing import ListedCard, ListedCards, ListedLink, ListedSubject, ResidentCard

__all__ = [
    "CardLink",
    "CardView",
    "FeeLine",
    "FormLink",
    "Hit",
    "ListedCard",
    "ListedCards",
    "ListedLink",
    "ListedSubject",
    "News",
    "Part",
    "ResidentCard",
    "Section",
    "SubjectGroup",
    "all_cards",
    "card",
    "card_as_of",
    "card_for_category",
    "edition",
    "export_cards",
    "list_cards",
    "news_for",
    "phrases_of",
    "popular",
    "published_cards",
    "resident_card",
    "search",
    "subjects",
    "view_of",
]
