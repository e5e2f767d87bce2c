"""An edition as people see it: its stored HTML with what depends on the day, the fees, the forms and the term."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from infolinia.city import queries as city
from infolinia.core.clock import CITY_ZONE
from infolinia.core.text import sort_key
from infolinia.knowledge.form_views import form_links
from infolinia.knowledge.markdown import render_line
from infolinia.knowledge.models import Card, CardReview, Edition
from infolinia.knowledge.rules import fees, headings
from infolinia.knowledge.shapes import CardLink, CardView, FeeLine, Section
from infolinia.knowledge.terms import clock_text
from infolinia.knowledge.validity import in_force, standing

_MOST_HEIRS = 20


@dataclass(frozen=True)
class _Checked:
    """Who last found the edition true, as a post, when, and until when that holds."""

    post: str
    on: date | None
    due: date | None


def end_of(day: date) -> datetime:
    """Return the first moment after the city's day."""
    return datetime.combine(day + timedelta(days=1), time(), CITY_ZONE)


def view(edition: Edition, day: date, moment: datetime | None = None) -> CardView:
    """Return the edition as it is read on the day; `moment` asks the clock catalogue for its words of then."""
    owner, told = edition.card, edition.rendered
    unit = city.unit_by_id(owner.unit_id) if owner.unit_id else None
    dated = [fees.stored_fee(line) for line in edition.fees]
    fee_text = fees.fee_text(dated, day, edition.language)
    term = clock_text(edition.clock_code, edition.clock_text, language=edition.language, moment=moment)
    checked = _checked(edition)
    stands = _stands(edition, day)
    return CardView(
        code=owner.code,
        title=edition.title,
        edition=edition.number,
        summary=edition.summary,
        answer_html=told["answer"],
        danger_html=told["danger"],
        script=edition.script,
        sections=_sections(edition, fee_text, term),
        unit_code=unit.code if unit else "",
        unit_name=unit.name if unit else "",
        reviewed_on=checked.on,
        review_due=checked.due,
        category_code=edition.category_code,
        clock_code=edition.clock_code,
        clock_text=term,
        fee_text=fee_text,
        visit_type=edition.visit_type,
        is_example=owner.is_example,
        forms=form_links(edition.form_codes, day, edition.language),
        channels=tuple(edition.channels),
        questions=tuple(edition.questions),
        related=links(edition.related, day) if edition.related else (),
        sources=tuple(edition.sources),
        memo_html=told["memo"],
        subject_code=owner.subject,
        subject_name=owner.get_subject_display(),
        language=edition.language,
        published_at=edition.published_at,
        is_current=stands == "current",
        successor=_link(owner.successor) if owner.successor else None,
        resident_answer_html=told.get("for_residents", ""),
        easy_html=told.get("easy", ""),
        instructions_html=told.get("instructions", ""),
        sign_video=edition.sign_video,
        online_url=edition.online_url,
        fees=tuple(_fee_line(fee, day, edition.language) for fee in dated),
        languages=_languages(owner),
        question_set_code=edition.question_set or edition.category_code,
        valid_from=owner.valid_from,
        valid_to=owner.valid_to,
        reviewed_by=checked.post,
        is_retired=owner.status == Card.Status.RETIRED,
        standing=stands,
        leads_to=heir(owner, day) if owner.successor_id else None,
    )


def links(codes: Iterable[str], day: date) -> tuple[CardLink, ...]:
    """Return the codes and titles of those cards that hold on the day, in Polish alphabetical order."""
    current = Edition.objects.filter(in_force(day), state=Edition.State.PUBLISHED, language="pl")
    titles = current.filter(card__code__in=list(codes)).values_list("card__code", "title")
    return tuple(sorted((CardLink(code, title) for code, title in titles), key=lambda link: sort_key(link.title)))


def heir(card: Card, day: date) -> CardLink | None:
    """Return the first card in the line of successors that holds on the day; a circle leads nowhere."""
    seen = {card.pk}
    following = card.successor
    while following and following.pk not in seen and len(seen) < _MOST_HEIRS:
        if found := links([following.code], day):
            return found[0]
        seen.add(following.pk)
        following = following.successor
    return None


def _stands(edition: Edition, day: date) -> str:
    if edition.state == Edition.State.RETIRED:
        return "earlier"
    return standing(edition.card, day) if edition.state == Edition.State.PUBLISHED else "draft"


def _checked(edition: Edition) -> _Checked:
    review = CardReview.objects.filter(edition_id=edition.pk).select_related("by__unit").first() if edition.pk else None
    who = review.by if review else edition.reviewed_by
    post = ", ".join(filter(None, (who.get_role_display(), who.unit.short_name if who.unit else ""))) if who else ""
    if review is None:
        return _Checked(post, edition.reviewed_on, edition.review_due)
    return _Checked(post, review.at.astimezone(CITY_ZONE).date(), review.next_due)


def _sections(edition: Edition, fee_text: str, term: str) -> tuple[Section, ...]:
    """Return the sections in order; fee and term stand in their sections even where the editor wrote none."""
    told = {part["code"]: Section(**part) for part in edition.rendered["sections"]}
    for code, line in (("oplaty", fee_text), ("termin", term)):
        if line and code in told:
            told[code] = replace(told[code], peek=line)
        elif line:
            html = f"<p>{render_line(line)}</p>"
            told[code] = Section(code=code, heading=headings.heading(code, edition.language), peek=line, html=html)
    return tuple(told[code] for code in headings.in_order(list(told)))


def _fee_line(fee: fees.Fee, day: date, language: str) -> FeeLine:
    return FeeLine(
        what=fee.what,
        amount=fee.amount,
        valid_from=fee.valid_from,
        valid_to=fee.valid_to,
        confirmed=fee.is_confirmed,
        text=fees.line_text(fee, language),
        is_in_force=fee.is_in_force(day),
    )


def _languages(card: Card) -> tuple[str, ...]:
    if not card.pk:
        return ()
    published = Edition.objects.filter(card=card, state=Edition.State.PUBLISHED)
    told = set(published.values_list("language", flat=True))
    return tuple(language for language in ("pl", "en", "uk") if language in told)


def _link(card: Card) -> CardLink:
    titles = Edition.objects.filter(card=card, language="pl", state=Edition.State.PUBLISHED)
    return CardLink(card.code, titles.values_list("title", flat=True).first() or card.code)
