"""Which table of this room holds data of people: what an adviser searched while somebody asked."""

from infolinia.core.personal import Table

TABLES = (Table("knowledge.SearchEntry", {"question_id": "question"}, told=("at", "text", "note")),)
LINKS: tuple[Table, ...] = ()
