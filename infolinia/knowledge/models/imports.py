"""A file of cards between its upload and the moment its preview is agreed to."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CardFile(models.Model):
    """What a person uploaded and has not yet taken or thrown away; kept for a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("nazwa pliku"), max_length=120)
    data = models.BinaryField(_("treść"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("kto wczytał")
    )
    uploaded_at = models.DateTimeField(_("kiedy"))

    class Meta:
        verbose_name = _("wczytany plik kart")
        verbose_name_plural = _("wczytane pliki kart")
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.name
