"""Matters, their kinds, the clocks they run by, and the story of each."""

from infolinia.matters.models.catalogue import Category, Clock, Kind, PlaceNeed
from infolinia.matters.models.danger import DangerCall
from infolinia.matters.models.followers import Follower
from infolinia.matters.models.matters import EnteredFrom, Matter, Result, Status, Tells, WaitsFor
from infolinia.matters.models.story import StatusAttempt, StoryEvent

__all__ = [
    "Category",
    "Clock",
    "DangerCall",
    "EnteredFrom",
    "Follower",
    "Kind",
    "Matter",
    "PlaceNeed",
    "Result",
    "Status",
    "StatusAttempt",
    "StoryEvent",
    "Tells",
    "WaitsFor",
]
