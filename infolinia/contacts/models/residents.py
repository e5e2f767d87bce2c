"""Those who contact the city, the numbers and addresses that reach them, and who may act for whom."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.contacts.models.channels import Channel, Need
from infolinia.core.history import tracked


@tracked()
class Resident(models.Model):
    """A person who contacts the city. A name may be missing: an anonymous contact is normal.

    Who was merged into another keeps a row as long as that can be undone; nothing finds them by it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("imię i nazwisko"), max_length=120, blank=True)
    preferred_channel = models.CharField(_("wybrany sposób kontaktu"), max_length=10, choices=Channel, blank=True)
    needs = ArrayField(
        models.CharField(max_length=12, choices=Need), verbose_name=_("potrzeby"), default=list, blank=True
    )
    need = models.CharField(_("potrzeba w kontakcie"), max_length=120, blank=True)
    language = models.CharField(_("język"), max_length=3, default="pl")
    is_child = models.BooleanField(_("dziecko"), default=False)
    adult_on = models.DateField(_("pełnoletnie od"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="absorbed", verbose_name=_("scalono z")
    )
    created_at = models.DateTimeField(_("od kiedy"))

    class Meta:
        verbose_name = _("mieszkaniec")
        verbose_name_plural = _("mieszkańcy")

    def __str__(self) -> str:
        return self.name or str(_("bez nazwiska"))


@tracked()
class ContactPoint(models.Model):
    """A number or an address through which a resident is reached, from one day to another. Several may share one.

    A letter's address is in lines. `unusable_since` is when a message came back or a stranger picked up.
    """

    class Kind(models.TextChoices):
        PHONE = "phone", _("telefon")
        EMAIL = "email", _("e-mail")
        LETTER = "letter", _("adres do listów")
        EDELIVERY = "edelivery", _("adres do e-Doręczeń")

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="points", verbose_name=_("mieszkaniec"))
    kind = models.CharField(_("rodzaj"), max_length=10, choices=Kind)
    value = models.CharField(_("numer albo adres"), max_length=254, db_index=True)
    label = models.CharField(_("czyj albo jaki"), max_length=60, blank=True)
    is_main = models.BooleanField(_("główny"), default=False)
    valid_from = models.DateField(_("od dnia"), null=True, blank=True)
    valid_until = models.DateField(_("do dnia"), null=True, blank=True)
    unusable_since = models.DateTimeField(_("nie działa od"), null=True, blank=True)
    unusable_why = models.CharField(_("dlaczego nie działa"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("numer albo adres")
        verbose_name_plural = _("numery i adresy")
        constraints = [
            models.UniqueConstraint(fields=["resident", "kind", "value"], name="contacts_point_once"),
            models.UniqueConstraint(
                fields=["resident", "kind"], name="contacts_point_one_main", condition=models.Q(is_main=True)
            ),
        ]

    def __str__(self) -> str:
        return self.value


@tracked()
class Acting(models.Model):
    """That one person may act for another: a parent for a child, somebody with a power of attorney."""

    class Right(models.TextChoices):
        PARENT = "parent", _("rodzic")
        GUARDIAN = "guardian", _("opiekun prawny")
        CURATOR = "curator", _("kurator")
        ATTORNEY = "attorney", _("pełnomocnik")
        HELPER = "helper", _("osoba, która pomaga")

    who = models.ForeignKey(Resident, models.CASCADE, related_name="acts_for", verbose_name=_("kto działa"))
    whom = models.ForeignKey(Resident, models.CASCADE, related_name="acted_by", verbose_name=_("w czyim imieniu"))
    right = models.CharField(_("jako kto"), max_length=10, choices=Right)
    basis = models.CharField(_("podstawa"), max_length=160, blank=True)
    valid_from = models.DateField(_("od dnia"), null=True, blank=True)
    valid_until = models.DateField(_("do dnia"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("kto zapisał")
    )
    at = models.DateTimeField(_("kiedy"))

    class Meta:
        verbose_name = _("działanie w imieniu")
        verbose_name_plural = _("działania w imieniu")
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["who", "whom", "right"], name="contacts_acting_once"),
            models.CheckConstraint(condition=~models.Q(who=models.F("whom")), name="contacts_acting_for_another"),
        ]

    def __str__(self) -> str:
        return f"{self.who} → {self.whom}"
