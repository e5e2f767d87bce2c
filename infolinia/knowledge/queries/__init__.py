"""What other rooms read of the knowledge."""

from infolinia.knowledge.queries.cards import all_cards, card, card_as_of, card_for_category, phrases_of, popular
from infolinia.knowledge.queries.export import export_cards
from infolinia.knowledge.queries.listing import list_cards, published_cards, subjects
from infolinia.knowledge.queries.news import news_for
from infolinia.knowledge.queries.searching import search
from infolinia.knowledge.shapes import CardLink, CardView, FormLink, Hit, News, Part, Section, SubjectGroup

__all__ = [
    "CardLink",
    "CardView",
    "FormLink",
    "Hit",
    "News",
    "Part",
    "Section",
    "SubjectGroup",
    "all_cards",
    "card",
    "card_as_of",
    "card_for_category",
    "export_cards",
    "list_cards",
    "news_for",
    "phrases_of",
    "popular",
    "published_cards",
    "search",
    "subjects",
]
