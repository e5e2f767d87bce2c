"""Matters, their kinds, the clocks they run by, and the story of each."""

from infolinia.matters.models.catalogue import Category, Clock, Kind, PlaceNeed
from infolinia.matters.models.danger import DangerCall
from infolinia.matters.models.figures import MonthFigures, Standing
from infolinia.matters.models.files import FileSource, MatterFile
from infolinia.matters.models.followers import Follower
from infolinia.matters.models.foreseeing import PaceCurve, UnitFeed
from infolinia.matters.models.guests import GuestLink
from infolinia.matters.models.matters import EnteredFrom, Matter, Result, Status, Tells, WaitsFor
from infolinia.matters.models.recounts import OldWorking, Recount, RecountCause, RecountLine, RecountState
from infolinia.matters.models.steering import Days, RoutingRule, Side
from infolinia.matters.models.story import StatusAttempt, StoryEvent
from infolinia.matters.models.warnings import (
    Counts,
    DigestChoice,
    DigestSent,
    OfficeHours,
    Rung,
    WarningSent,
    Warns,
)

__all__ = [
    "Category",
    "Clock",
    "Counts",
    "DangerCall",
    "Days",
    "DigestChoice",
    "DigestSent",
    "EnteredFrom",
    "FileSource",
    "Follower",
    "GuestLink",
    "Kind",
    "Matter",
    "MatterFile",
    "MonthFigures",
    "OfficeHours",
    "OldWorking",
    "PaceCurve",
    "PlaceNeed",
    "Recount",
    "RecountCause",
    "RecountLine",
    "RecountState",
    "Result",
    "RoutingRule",
    "Rung",
    "Side",
    "Standing",
    "Status",
    "StatusAttempt",
    "StoryEvent",
    "Tells",
    "UnitFeed",
    "WaitsFor",
    "WarningSent",
    "Warns",
]
