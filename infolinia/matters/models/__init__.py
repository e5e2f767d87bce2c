"""Matters, their kinds, the clocks they run by, and the story of each."""

from infolinia.matters.models.catalogue import Category, Clock, Kind
from infolinia.matters.models.matters import Matter, Result, Status
from infolinia.matters.models.story import StatusAttempt, StoryEvent

__all__ = ["Category", "Clock", "Kind", "Matter", "Result", "Status", "StatusAttempt", "StoryEvent"]
