"""Accounts of phones, conversations by text, recordings, ratings, announcements, the menu, and messages."""

from infolinia.telephony.models.announcements import Announcement, LineLanguage
from infolinia.telephony.models.beside import CallText, JoinCode, WrongCode
from infolinia.telephony.models.callbacks import CallBack, CallBackAttempt, CallBackSettings
from infolinia.telephony.models.chats import Chat
from infolinia.telephony.models.line import EmergencyMessage, LineSettings, MenuChoice
from infolinia.telephony.models.phones import PhoneAccount
from infolinia.telephony.models.recordings import Recording, RecordingPart, RecordingRules
from infolinia.telephony.models.surveys import SurveyAnswer, SurveyRules
from infolinia.telephony.models.trunks import LineAlarm, OutgoingCall, TrunkState
from infolinia.telephony.models.voicemails import Voicemail

__all__ = [
    "Announcement",
    "CallBack",
    "CallBackAttempt",
    "CallBackSettings",
    "CallText",
    "Chat",
    "EmergencyMessage",
    "JoinCode",
    "LineAlarm",
    "LineLanguage",
    "LineSettings",
    "MenuChoice",
    "OutgoingCall",
    "PhoneAccount",
    "Recording",
    "RecordingPart",
    "RecordingRules",
    "SurveyAnswer",
    "SurveyRules",
    "TrunkState",
    "Voicemail",
    "WrongCode",
]
