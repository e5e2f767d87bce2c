"""JSON Schemas of what programs send about matters and what they get."""

from typing import Any

from infolinia.api.bodies import given, text
from infolinia.api.schema_parts import ADDRESS, MAYBE_MOMENT, TEXT, Schema, listed, record, ref

MOMENT: Schema = {"type": "string", "format": "date-time"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
NUMBER: Schema = {"type": "string", "description": "The matter's number, as it is dictated."}
REPLIES = ("none", "email", "sms", "phone", "post")
KINDS = ("question", "intervention", "complaint", "motion", "petition", "advice")

PLACE = record(
    "Where it is; parts that nobody knows are empty or null.",
    street=TEXT,
    house=TEXT,
    district=TEXT,
    note=TEXT,
    latitude={"type": ["number", "null"]},
    longitude={"type": ["number", "null"]},
)
STATUS_FIELDS: dict[str, Schema] = {
    "number": NUMBER,
    "status": TEXT,
    "status_text": TEXT,
    "is_open": {"type": "boolean"},
    "category": ref("Named"),
    "unit": {"anyOf": [ref("Named"), {"type": "null"}]},
    "received_at": MOMENT,
    "registered_at": MOMENT,
    "updated_at": MOMENT,
    "due_on": {"type": "string", "format": "date", "description": "The last day of the deadline."},
    "closed_at": MAYBE_MOMENT,
    "result": {**MAYBE_TEXT, "description": "How it ended: done, refused, not_ours, duplicate, unverified."},
    "case_number": {**MAYBE_TEXT, "description": "The number in the office's case system (znak sprawy)."},
    "version": {"type": "integer", "minimum": 0},
}
STATUS = record("Where a matter stands: no word of anybody's.", **STATUS_FIELDS)
MATTER = record(
    "A matter without its resident: no name, no address, no number.",
    **STATUS_FIELDS,
    kind=TEXT,
    subject=TEXT,
    description=TEXT,
    place=ref("Place"),
    closing_text=TEXT,
    url=ADDRESS,
)
MATTERS = record(
    "A page of matters, the newest first. `next` is the address of the following page.",
    matters=listed(ref("Matter")),
    next={"anyOf": [ADDRESS, {"type": "null"}]},
)
MESSAGE = record(
    "What the resident was told or said.", id={"type": "integer"}, kind=TEXT, kind_text=TEXT, text=TEXT, at=MOMENT
)
REGISTERED = record(
    "A matter that exists now. Its code opens the status page: it is told here, and again only to the same request.",
    number=NUMBER,
    code={**TEXT, "description": "Empty once the matter has been given another code."},
    due_on={"type": "string", "format": "date"},
    unit=TEXT,
    danger_text={**TEXT, "description": "What to tell the reporter at once where life is in danger; else empty."},
    status_page=ADDRESS,
    url=ADDRESS,
    is_repeated={"type": "boolean", "description": "Whether this key had registered it before."},
)
QUESTION = record(
    "What to ask about a kind of matter.",
    code=TEXT,
    label=TEXT,
    kind=TEXT,
    choices=listed(TEXT),
    required={"type": "boolean"},
    hint=TEXT,
)
CATEGORY = record(
    "A kind of matter that can be registered.",
    code=TEXT,
    name=TEXT,
    path=listed(TEXT),
    kind=TEXT,
    unit=TEXT,
    term=TEXT,
    basis=TEXT,
    place_need=TEXT,
    questions=listed(ref("MatterQuestion")),
)

NEW_MATTER: dict[str, Any] = given(
    ("category", "description"),
    category=text(60, minLength=1),
    description=text(5000, minLength=1),
    subject=text(200),
    kind=text(20, enum=list(KINDS)),
    place=given(
        street=text(120),
        house=text(20),
        district=text(60),
        note=text(200),
        latitude={"type": "number", "minimum": -90, "maximum": 90},
        longitude={"type": "number", "minimum": -180, "maximum": 180},
    ),
    answers={"type": "object", "additionalProperties": text(500), "maxProperties": 40},
    reply=given(("channel",), channel=text(10, enum=list(REPLIES)), address=text(254)),
    on_behalf_of=text(120),
    received_at=text(40, format="date-time"),
    danger={"type": "boolean"},
)
NEW_MESSAGE: dict[str, Any] = given(("text",), text=text(5000, minLength=1))
CASE_NUMBER: dict[str, Any] = given(("case_number",), case_number=text(60, minLength=1))

SCHEMAS: dict[str, Schema] = {
    "Place": PLACE,
    "Matter": MATTER,
    "MatterStatus": STATUS,
    "Matters": MATTERS,
    "MatterMessages": record("What was said, the oldest first.", messages=listed(MESSAGE)),
    "NewMessage": NEW_MESSAGE,
    "KeptMessage": record("The message as it was kept.", id={"type": "integer"}, is_repeated={"type": "boolean"}),
    "NewMatter": NEW_MATTER,
    "RegisteredMatter": REGISTERED,
    "NewCaseNumber": CASE_NUMBER,
    "MatterQuestion": QUESTION,
    "MatterCategories": record("Kinds of matter.", categories=listed(CATEGORY)),
}
