"""Two records that were one person, and persons whose data were erased."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Merge(models.Model):
    """One record went into another. What moved is written down, so that it can be taken back until it is settled."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept_id = models.UUIDField(_("został"), db_index=True)
    gone_id = models.UUIDField(_("wszedł w niego"), db_index=True)
    reason = models.CharField(_("skąd wiadomo"), max_length=200)
    moved = models.JSONField(_("co przeszło"), default=dict)
    before = models.JSONField(_("jak było"), default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("kto"))
    at = models.DateTimeField(_("kiedy"))
    undone_at = models.DateTimeField(_("cofnięto"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("kto cofnął")
    )
    settled_at = models.DateTimeField(_("na stałe od"), null=True)

    class Meta:
        verbose_name = _("scalenie")
        verbose_name_plural = _("scalenia")
        constraints = [
            models.UniqueConstraint(
                fields=["gone_id"], name="contacts_merged_once", condition=models.Q(undone_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y}"


class ErasedPerson(models.Model):
    """The log of erasures on request: whose record (by its id alone), when, by whom, why, what went and what stays.

    Append-only, and also in a file of the state folder: a restored backup must not bring anybody back.
    """

    class Ground(models.TextChoices):
        REQUEST = "request", _("żądanie usunięcia (art. 17 ust. 1 RODO)")
        OBJECTION = "objection", _("uwzględniony sprzeciw (art. 21 RODO)")
        MISTAKE = "mistake", _("dane zapisane przez pomyłkę")
        AGAIN = "again", _("powtórzenie po przywróceniu kopii zapasowej")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    resident_id = models.UUIDField(_("czyje"), db_index=True)
    ground = models.CharField(_("podstawa"), max_length=10, choices=Ground)
    reason = models.CharField(_("znak sprawy albo powód"), max_length=200, blank=True)
    counts = models.JSONField(_("co usunięto"), default=dict)
    stays = models.JSONField(_("co zostaje"), default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("kto"))
    at = models.DateTimeField(_("kiedy"), db_index=True)

    class Meta:
        verbose_name = _("usunięcie danych osoby")
        verbose_name_plural = _("usunięcia danych osób")
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.ground} {self.at:%d.%m.%Y}"
