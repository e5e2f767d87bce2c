"""A card as residents and machines read it: whatever is meant for advisers is left out here, once for all pages."""

from datetime import date

from infolinia.city import queries as city
from infolinia.knowledge.markdown import plain
from infolinia.knowledge.queries.cards import card
from infolinia.knowledge.rules import headings
from infolinia.knowledge.shapes import CardView
from infolinia.knowledge.shapes_listing import Office, ResidentCard

WHERE = "gdzie"


def resident_card(code: str, *, language: str, day: date) -> ResidentCard | None:
    """Return what the card tells residents on the day, in the language or else in Polish; None for no such card.

    A withdrawn card is returned too; its `standing` says so and `leads_to` names the card in its place.
    """
    found = card(code, language=language, day=day)
    return _resident(found) if found else None


def _resident(view: CardView) -> ResidentCard:
    office = _office(view.unit_code)
    return ResidentCard(
        code=view.code,
        title=view.title,
        language=view.language,
        languages=view.languages,
        edition=view.edition,
        summary=view.summary,
        answer_html=view.resident_answer_html or view.answer_html,
        danger_html=view.danger_html,
        easy_html=view.easy_html,
        sign_video=view.sign_video,
        online_url=view.online_url,
        sections=tuple(part for part in view.sections if part.code not in headings.FOR_ADVISERS),
        fee_text=view.fee_text,
        fees=view.fees,
        term=view.clock_text,
        where=_where(view, office),
        office=office,
        visit_type=view.visit_type,
        channels=view.channels,
        forms=view.forms,
        related=view.related,
        sources=view.sources,
        subject_code=view.subject_code,
        subject_name=view.subject_name,
        valid_from=view.valid_from,
        valid_to=view.valid_to,
        reviewed_on=view.reviewed_on,
        review_due=view.review_due,
        published_at=view.published_at,
        is_example=view.is_example,
        is_retired=view.is_retired,
        standing=view.standing,
        leads_to=view.leads_to,
    )


def _where(view: CardView, office: Office | None) -> str:
    """Return one line: what the card says of the place, else the unit's own place, else its name."""
    told = next((part.peek or plain(part.html) for part in view.sections if part.code == WHERE), "")
    return told or (office.place or office.name if office else "")


def _office(unit_code: str) -> Office | None:
    found = city.unit(unit_code) if unit_code else None
    if found is None:
        return None
    return Office(found.code, found.name, found.phone, found.place, found.hours_text)
