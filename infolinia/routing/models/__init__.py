"""Queues and skills, what each adviser is doing now, and the offers of calls made to them."""

from infolinia.routing.models.pauses import PauseReason
from infolinia.routing.models.presence import Offer, Presence
from infolinia.routing.models.queues import Queue, QueueNeed, Skill, StaffSkill, WorkSettings
from infolinia.routing.models.supervision import (
    DeskMessage,
    DeskMessageCopy,
    FloorSettings,
    Listening,
    Precedence,
    SupervisorAct,
)

__all__ = [
    "DeskMessage",
    "DeskMessageCopy",
    "FloorSettings",
    "Listening",
    "Offer",
    "PauseReason",
    "Precedence",
    "Presence",
    "Queue",
    "QueueNeed",
    "Skill",
    "StaffSkill",
    "SupervisorAct",
    "WorkSettings",
]
