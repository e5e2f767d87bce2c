"""Queues and skills, what each adviser is doing now, and the offers of calls made to them."""

from infolinia.routing.models.presence import Offer, Presence
from infolinia.routing.models.queues import Queue, QueueNeed, Skill, StaffSkill, WorkSettings

__all__ = ["Offer", "Presence", "Queue", "QueueNeed", "Skill", "StaffSkill", "WorkSettings"]
