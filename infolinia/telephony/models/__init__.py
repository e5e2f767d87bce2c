"""Accounts of phones, conversations by text, recordings, ratings, and the office's own words for its announcements."""

from infolinia.telephony.models.announcements import Announcement
from infolinia.telephony.models.chats import Chat
from infolinia.telephony.models.phones import PhoneAccount
from infolinia.telephony.models.recordings import Recording, RecordingPart, RecordingRules
from infolinia.telephony.models.surveys import SurveyAnswer, SurveyRules

__all__ = [
    "Announcement",
    "Chat",
    "PhoneAccount",
    "Recording",
    "RecordingPart",
    "RecordingRules",
    "SurveyAnswer",
    "SurveyRules",
]
