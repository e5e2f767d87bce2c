"""Accounts of phones, and the office's own words for its announcements."""

from infolinia.telephony.models.announcements import Announcement
from infolinia.telephony.models.phones import PhoneAccount

__all__ = ["Announcement", "PhoneAccount"]
