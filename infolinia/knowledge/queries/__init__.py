"""What other rooms read of the knowledge."""

from infolinia.knowledge.queries.cards import (
    all_cards,
    card,
    card_as_of,
    card_for_category,
    edition,
    phrases_of,
    view_of,
)
from infolinia.knowledge.queries.editions import (
    difference,
    difference_of,
    difference_of_draft,
    draft_text,
    history,
    lacks,
    under_way,
)
from infolinia.knowledge.queries.export import export_cards
from infolinia.knowledge.queries.instructions import (
    count_instructions_to_approve,
    instruction,
    instruction_lines,
    instruction_texts,
    instructions_for,
    instructions_found,
)
from infolinia.knowledge.queries.links import count_links, link_lines
from infolinia.knowledge.queries.listing import list_cards, published_cards, subjects
from infolinia.knowledge.queries.news import news_for, news_history, news_lines, news_readers, one_news
from infolinia.knowledge.queries.reports import answers_for, may_answer, report_for, reports_of_card
from infolinia.knowledge.queries.residents import resident_card
from infolinia.knowledge.queries.responsibility import export_map, map_line, map_page, responsible
from infolinia.knowledge.queries.searched import (
    count_found_nothing,
    decisions,
    found_nothing,
    opened_in_vain,
    typed_before_answers,
)
from infolinia.knowledge.queries.searching import search
from infolinia.knowledge.queries.tasks import (
    cards_to_review,
    count_tasks,
    notices_due,
    task_for,
    tasks_for,
    tasks_of_card,
    tasks_of_unit,
)
from infolinia.knowledge.queries.top import asked_between, popular, top_questions
from infolinia.knowledge.shapes import CardLink, CardView, FeeLine, FormLink, Hit, News, Part, Section, SubjectGroup
from infolinia.knowledge.shapes_editions import DiffRow, DraftText, EditionLine, FieldDiff, TaskLine
from infolinia.knowledge.shapes_listing import (
    ListedCard,
    ListedCards,
    ListedLink,
    ListedSubject,
    PublishedCard,
    ResidentCard,
)
from infolinia.knowledge.shapes_responsibility import MapImport, MapLine, MapPage, Place, Responsible
from infolinia.knowledge.terms import ClockWords, clocks

__all__ = [
    "CardLink",
    "CardView",
    "ClockWords",
    "DiffRow",
    "DraftText",
    "EditionLine",
    "FeeLine",
    "FieldDiff",
    "FormLink",
    "Hit",
    "ListedCard",
    "ListedCards",
    "ListedLink",
    "ListedSubject",
    "MapImport",
    "MapLine",
    "MapPage",
    "News",
    "Part",
    "Place",
    "PublishedCard",
    "ResidentCard",
    "Responsible",
    "Section",
    "SubjectGroup",
    "TaskLine",
    "all_cards",
    "answers_for",
    "asked_between",
    "card",
    "card_as_of",
    "card_for_category",
    "cards_to_review",
    "clocks",
    "count_found_nothing",
    "count_instructions_to_approve",
    "count_links",
    "count_tasks",
    "decisions",
    "difference",
    "difference_of",
    "difference_of_draft",
    "draft_text",
    "edition",
    "export_cards",
    "export_map",
    "found_nothing",
    "history",
    "instruction",
    "instruction_lines",
    "instruction_texts",
    "instructions_for",
    "instructions_found",
    "lacks",
    "link_lines",
    "list_cards",
    "map_line",
    "map_page",
    "may_answer",
    "news_for",
    "news_history",
    "news_lines",
    "news_readers",
    "notices_due",
    "one_news",
    "opened_in_vain",
    "phrases_of",
    "popular",
    "published_cards",
    "report_for",
    "reports_of_card",
    "resident_card",
    "responsible",
    "search",
    "subjects",
    "task_for",
    "tasks_for",
    "tasks_of_card",
    "tasks_of_unit",
    "top_questions",
    "typed_before_answers",
    "under_way",
    "view_of",
]
