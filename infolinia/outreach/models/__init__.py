"""Tables of the room."""

from infolinia.outreach.models.asking import Reminder, SatisfactionAsk
from infolinia.outreach.models.campaigns import Campaign, Recipient
from infolinia.outreach.models.promises import Attempt, Medium, Promise
from infolinia.outreach.models.settings import OutreachSettings

__all__ = [
    "Attempt",
    "Campaign",
    "Medium",
    "OutreachSettings",
    "Promise",
    "Recipient",
    "Reminder",
    "SatisfactionAsk",
]
