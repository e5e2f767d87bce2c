"""JSON Schemas of every answer (draft 2020-12, as OpenAPI 3.1 takes them)."""

from infolinia.api import matter_schemas
from infolinia.api.schema_parts import (
    ADDRESS,
    HTML,
    LANGUAGE,
    MAYBE_DAY,
    MAYBE_MOMENT,
    TEXT,
    Schema,
    listed,
    record,
    ref,
    without,
)

NAMED = record("A code and its name.", code=TEXT, name=TEXT)
LINK = record("A card to go to.", code=TEXT, title=TEXT, url=ADDRESS)
SECTION = record("A section of a card.", code=TEXT, heading=TEXT, html=HTML, text=TEXT)
FEE = record(
    "An amount in złoty; null where the unit names it.",
    what=TEXT,
    amount={"type": ["string", "null"], "pattern": r"^\d+(\.\d+)?$"},
    valid_from=MAYBE_DAY,
    valid_to=MAYBE_DAY,
    confirmed={"type": "boolean"},
    in_force={"type": "boolean"},
)
FORM = record("A form (druk) in the version of today.", code=TEXT, title=TEXT, version=TEXT, note=TEXT)
OFFICE = record("The unit that settles the matter.", code=TEXT, name=TEXT, phone=TEXT, place=TEXT, hours=TEXT)
SUMMARY_FIELDS: dict[str, Schema] = {
    "code": TEXT,
    "title": TEXT,
    "language": LANGUAGE,
    "summary": TEXT,
    "subject": NAMED,
    "unit": NAMED,
    "edition": {"type": "integer", "minimum": 1},
    "published_at": MAYBE_MOMENT,
    "reviewed_on": MAYBE_DAY,
    "is_example": {"type": "boolean"},
    "url": ADDRESS,
    "api_url": ADDRESS,
}
CARD_SUMMARY = record("A service card in a list.", **SUMMARY_FIELDS)
CARD = record(
    "A service card as residents read it.",
    **{name: schema for name, schema in SUMMARY_FIELDS.items() if name not in ("unit", "api_url")},
    languages=listed(LANGUAGE),
    unit={"anyOf": [ref("Office"), {"type": "null"}]},
    answer=TEXT,
    answer_html=HTML,
    danger=TEXT,
    easy_html=HTML,
    sign_video=TEXT,
    online_url=TEXT,
    fee=TEXT,
    fees=listed(ref("Fee")),
    term=TEXT,
    where=TEXT,
    visit_type=TEXT,
    channels=listed(TEXT),
    sections=listed(ref("Section")),
    forms=listed(ref("Form")),
    related=listed(ref("Link")),
    sources=listed(TEXT),
    valid_from=MAYBE_DAY,
    valid_to=MAYBE_DAY,
    review_due=MAYBE_DAY,
)
CARDS = record(
    "A page of cards in the order of their codes. `next` is the address of the following page.",
    total={"type": "integer", "minimum": 0},
    cards=listed(ref("CardSummary")),
    next={"anyOf": [ADDRESS, {"type": "null"}]},
)
RESULT = record(
    "A card that answers what was asked.",
    code=TEXT,
    title=TEXT,
    language=LANGUAGE,
    subject=NAMED,
    score={"type": "number"},
    snippet=TEXT,
    snippet_html={"type": "string", "description": "The matching sentence; matching words stand in <mark>."},
    answer=TEXT,
    unit_name=TEXT,
    url=ADDRESS,
    api_url=ADDRESS,
)
RESULTS = record(
    "What answers the words, best first; an empty list is the answer „nothing”.",
    query=TEXT,
    language=LANGUAGE,
    results=listed(ref("Result")),
)
SUBJECTS = record(
    "Subjects that have cards.",
    subjects=listed(record("A subject.", code=TEXT, name=TEXT, cards={"type": "integer"}, url=ADDRESS)),
)
PROBLEM: Schema = {
    "type": "object",
    "description": "Problem details (RFC 9457).",
    "properties": {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "errors": listed(record("A parameter and what is wrong with it.", parameter=TEXT, reason=TEXT)),
        "successor": ADDRESS,
    },
    "required": ["type", "title", "status", "detail"],
    "additionalProperties": False,
}

# Open311 Inquiry v1: the names of the fields are the standard's.
CATEGORY = record("A category.", category_name=TEXT)
ACTION = record("What a resident can do from here.", type=TEXT, label=TEXT, url=ADDRESS)
EXPIRATION: Schema = {"type": "string", "format": "date-time"}
SERVICE = without(
    record(
        "A service; the list of services leaves out the fields that only one of them has.",
        id=TEXT,
        service_name=TEXT,
        expiration=EXPIRATION,
        brief_description=TEXT,
        categories=listed(ref("InquiryCategory")),
        url=ADDRESS,
        description=TEXT,
        description_html=HTML,
        web_actions=listed(ref("InquiryAction")),
    ),
    *("categories", "url", "description", "description_html", "web_actions"),
)
FAQ = without(
    record(
        "A question and its answer; the list of questions leaves out the fields that only one of them has.",
        id=TEXT,
        question=TEXT,
        expiration=EXPIRATION,
        categories=listed(ref("InquiryCategory")),
        url=ADDRESS,
        answer=TEXT,
        answer_html=HTML,
        services=listed(record("A service in short.", id=TEXT, service_name=TEXT, expiration=EXPIRATION)),
    ),
    *("categories", "url", "answer", "answer_html", "services"),
)

SCHEMAS: dict[str, Schema] = {
    **matter_schemas.SCHEMAS,
    "Named": NAMED,
    "Link": LINK,
    "Section": SECTION,
    "Fee": FEE,
    "Form": FORM,
    "Office": OFFICE,
    "CardSummary": CARD_SUMMARY,
    "Card": CARD,
    "Cards": CARDS,
    "Result": RESULT,
    "Results": RESULTS,
    "Subjects": SUBJECTS,
    "InquiryCategory": CATEGORY,
    "InquiryAction": ACTION,
    "InquiryServices": listed(SERVICE),
    "InquiryFaqs": listed(FAQ),
    "Document": {"type": "object", "description": "This document."},
    "Problem": PROBLEM,
}
