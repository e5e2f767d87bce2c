"""What other rooms hand to this one and get back: plain frozen data, texts already in the reader's language."""

from infolinia.matters.shapes.kinds import KindChange, KindGroup, KindRow, KindText
from infolinia.matters.shapes.lists import (
    ChaseLine,
    Inbox,
    MatterLine,
    Page,
    StatusWords,
    UnitLoad,
    WaitingLine,
    Warned,
)
from infolinia.matters.shapes.pages import MatterView, PublicStatus, PublicStep, Ruler, RulerSpan, TimelineEvent
from infolinia.matters.shapes.registering import (
    AskedQuestion,
    CategoryLine,
    DangerLine,
    Due,
    Duty,
    MatterDraft,
    Place,
    Promise,
    Registered,
    StepLine,
)

__all__ = [
    "AskedQuestion",
    "CategoryLine",
    "ChaseLine",
    "DangerLine",
    "Due",
    "Duty",
    "Inbox",
    "KindChange",
    "KindGroup",
    "KindRow",
    "KindText",
    "MatterDraft",
    "MatterLine",
    "MatterView",
    "Page",
    "Place",
    "Promise",
    "PublicStatus",
    "PublicStep",
    "Registered",
    "Ruler",
    "RulerSpan",
    "StatusWords",
    "StepLine",
    "TimelineEvent",
    "UnitLoad",
    "WaitingLine",
    "Warned",
]
