"""Those who contact the city, and the numbers and addresses that reach them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.contacts.models.channels import Channel
from infolinia.core.history import tracked


@tracked()
class Resident(models.Model):
    """A person who contacts the city. A name may be missing: an anonymous contact is normal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("imię i nazwisko"), max_length=120, blank=True)
    preferred_channel = models.CharField(_("wybrany sposób kontaktu"), max_length=10, choices=Channel, blank=True)
    need = models.CharField(_("potrzeba w kontakcie"), max_length=120, blank=True)
    language = models.CharField(_("język"), max_length=3, default="pl")
    created_at = models.DateTimeField(_("od kiedy"))

    class Meta:
        verbose_name = _("mieszkaniec")
        verbose_name_plural = _("mieszkańcy")

    def __str__(self) -> str:
        return self.name or str(_("bez nazwiska"))


@tracked()
class ContactPoint(models.Model):
    """A telephone number or an address through which a resident was reached. Several people may share one."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("telefon")
        EMAIL = "email", _("e-mail")

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="points", verbose_name=_("mieszkaniec"))
    kind = models.CharField(_("rodzaj"), max_length=5, choices=Kind)
    value = models.CharField(_("numer albo adres"), max_length=254, db_index=True)

    class Meta:
        verbose_name = _("numer albo adres")
        verbose_name_plural = _("numery i adresy")
        constraints = [models.UniqueConstraint(fields=["resident", "kind", "value"], name="contacts_point_once")]

    def __str__(self) -> str:
        return self.value
