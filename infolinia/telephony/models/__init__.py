"""Accounts of phones, conversations by text, recordings, ratings, announcements, the menu, and messages."""

from infolinia.telephony.models.announcements import Announcement, LineLanguage
from infolinia.telephony.models.chats import Chat
from infolinia.telephony.models.line import EmergencyMessage, LineSettings, MenuChoice
from infolinia.telephony.models.phones import PhoneAccount
from infolinia.telephony.models.recordings import Recording, RecordingPart, RecordingRules
from infolinia.telephony.models.surveys import SurveyAnswer, SurveyRules
from infolinia.telephony.models.voicemails import Voicemail

__all__ = [
    "Announcement",
    "Chat",
    "EmergencyMessage",
    "LineLanguage",
    "LineSettings",
    "MenuChoice",
    "PhoneAccount",
    "Recording",
    "RecordingPart",
    "RecordingRules",
    "SurveyAnswer",
    "SurveyRules",
    "Voicemail",
]
