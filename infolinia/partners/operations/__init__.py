"""Writes to what programs of others are and hear."""

from infolinia.partners.operations.announcing import DELIVER_TASK, QUEUE, announce
from infolinia.partners.operations.delivering import defer_forgotten, deliver, resend, resend_dead
from infolinia.partners.operations.erasing import forget_ezd_of, forget_old
from infolinia.partners.operations.ezd import (
    EZD_TASK,
    claim_for_ezd,
    defer_forgotten_ezd,
    note_ezd,
    note_linked,
    note_not_taken,
    send_to_ezd_again,
    to_ezd,
)
from infolinia.partners.operations.once import CannotRepeat, once
from infolinia.partners.operations.partners import (
    CannotSavePartner,
    PartnerDraft,
    add_partner,
    change_partner,
    issue_key,
    note_used,
    revoke_key,
)
from infolinia.partners.operations.webhooks import (
    CannotSaveWebhook,
    add_webhook,
    change_webhook,
    new_secret,
    ping,
    remove_webhook,
)

__all__ = [
    "DELIVER_TASK",
    "EZD_TASK",
    "QUEUE",
    "CannotRepeat",
    "CannotSavePartner",
    "CannotSaveWebhook",
    "PartnerDraft",
    "add_partner",
    "add_webhook",
    "announce",
    "change_partner",
    "change_webhook",
    "claim_for_ezd",
    "defer_forgotten",
    "defer_forgotten_ezd",
    "deliver",
    "forget_ezd_of",
    "forget_old",
    "issue_key",
    "new_secret",
    "note_ezd",
    "note_linked",
    "note_not_taken",
    "note_used",
    "once",
    "ping",
    "remove_webhook",
    "resend",
    "resend_dead",
    "revoke_key",
    "send_to_ezd_again",
    "to_ezd",
]
