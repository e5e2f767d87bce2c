"""Reads of templates: the list, one with its editions, one edition."""

from collections import defaultdict

from infolinia.correspondence.composing import in_force
from infolinia.correspondence.models import Template, TemplateEdition
from infolinia.correspondence.rules.purposes import PURPOSES
from infolinia.correspondence.rules.wording.shapes import EMAIL, LETTER
from infolinia.correspondence.shapes_templates import EditionLine, Source, TemplateLine, TemplateView
from infolinia.correspondence.wordings import shipped


def template_lines(language: str) -> list[TemplateLine]:
    """Return every message of a language with the edition that holds (0 came with the product) and what is written."""
    kept: dict[tuple[str, str], dict[str, TemplateEdition]] = defaultdict(dict)
    rows = TemplateEdition.objects.filter(template__language=language).exclude(state="retired")
    for row in rows.select_related("template"):
        kept[row.template.purpose, row.template.channel][_slot(row)] = row
    return [
        _template_line(purpose, channel, language, kept.get((purpose, channel), {}))
        for purpose in PURPOSES
        for channel in PURPOSES[purpose].channels
    ]


def template_view(purpose: str, channel: str, language: str) -> TemplateView | None:
    """Return one message with all its texts, or nothing when it is not written so."""
    if purpose not in PURPOSES or channel not in PURPOSES[purpose].channels or language not in Template.Language:
        return None
    rows = TemplateEdition.objects.filter(
        template__purpose=purpose, template__channel=channel, template__language=language
    ).select_related("changed_by", "reviewed_by")
    lines = [_line(row) for row in rows.order_by("-number")]
    return TemplateView(
        purpose=purpose,
        channel=channel,
        language=language,
        in_force=in_force(purpose, channel, language) or Source("", ""),
        shipped=shipped(purpose, channel, language),
        under_way=next((line for line in lines if line.state in ("draft", "review")), None),
        editions=tuple(line for line in lines if line.state in ("published", "retired")),
    )


def template_edition(edition_id: int) -> tuple[TemplateView, EditionLine] | None:
    """Return the draft and the message that it words, or nothing."""
    row = (
        TemplateEdition.objects.filter(pk=edition_id, state__in=("draft", "review")).select_related("template").first()
    )
    view = template_view(row.template.purpose, row.template.channel, row.template.language) if row else None
    return (view, view.under_way) if view and view.under_way else None


def count_templates_in_review(staff_id: int) -> int:
    """Return how many texts of others wait for this person."""
    waiting = TemplateEdition.objects.filter(state="review")
    return waiting.exclude(authors__contains=[staff_id]).count()


def _slot(row: TemplateEdition) -> str:
    return "published" if row.state == "published" else "under_way"


def _template_line(purpose: str, channel: str, language: str, kept: dict[str, TemplateEdition]) -> TemplateLine:
    published, under_way = kept.get("published"), kept.get("under_way")
    own, mail = shipped(purpose, channel, language), shipped(purpose, EMAIL, language)
    return TemplateLine(
        purpose=purpose,
        channel=channel,
        language=language,
        edition=published.number if published else 0,
        published_at=published.published_at if published else None,
        under_way=under_way.state if under_way else "",
        is_borrowed=channel == LETTER and published is None and own == mail,
    )


def _line(row: TemplateEdition) -> EditionLine:
    return EditionLine(
        id=row.pk,
        number=row.number,
        state=row.state,
        state_text=str(TemplateEdition.State(row.state).label),
        subject=row.subject,
        body=row.body,
        version=row.version,
        author=str(row.changed_by),
        reviewer=str(row.reviewed_by) if row.reviewed_by else "",
        changed_at=row.changed_at,
        sent_at=row.sent_at,
        published_at=row.published_at,
        return_reason=row.return_reason,
        author_ids=frozenset(row.authors),
    )
