"""Files of a matter: their contents stand in the database, beside everything else that must last."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.matters.models.matters import Matter
from infolinia.matters.models.story import StoryEvent

# What somebody gave stays as they gave it; only who may see it changes.
_REWRITTEN = """(
    (OLD.matter_id, OLD.event_id, OLD.name, OLD.media_type, OLD.size, OLD.sha256, OLD.content, OLD.source, OLD.added_at)
    IS DISTINCT FROM
    (NEW.matter_id, NEW.event_id, NEW.name, NEW.media_type, NEW.size, NEW.sha256, NEW.content, NEW.source, NEW.added_at)
)"""


class FileSource(models.TextChoices):
    """Who gave a file."""

    OFFICE = "office", _("urząd")
    RESIDENT = "resident", _("mieszkaniec")
    CONTRACTOR = "contractor", _("wykonawca")
    MACHINE = "machine", _("inny program")


class MatterFile(models.Model):
    """A file of a matter: a safe name, the kind that its bytes show, without what a camera wrote beside the picture.

    The trace (`sha256`) is of the bytes that are kept.
    """

    class Way(models.TextChoices):
        """What may be done with it on our pages."""

        SHOWN = "shown", _("do obejrzenia")
        DOWNLOADED = "downloaded", _("do pobrania")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="files", verbose_name=_("sprawa"))
    event = models.ForeignKey(StoryEvent, models.PROTECT, null=True, related_name="files", verbose_name=_("zdarzenie"))
    position = models.PositiveSmallIntegerField(_("kolejność"), default=0)
    name = models.CharField(_("nazwa"), max_length=200)
    media_type = models.CharField(_("rodzaj"), max_length=100)
    way = models.CharField(_("co wolno"), max_length=10, choices=Way)
    size = models.PositiveIntegerField(_("rozmiar"))
    sha256 = models.CharField(max_length=64, editable=False)
    content = models.BinaryField(_("zawartość"))
    source = models.CharField(_("od kogo"), max_length=10, choices=FileSource)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kto dodał")
    )
    added_at = models.DateTimeField(_("dodany"))
    visible_to_resident = models.BooleanField(_("widzi mieszkaniec"), default=False)

    class Meta:
        verbose_name = _("plik w sprawie")
        verbose_name_plural = _("pliki w sprawach")
        indexes = [models.Index(fields=["matter", "added_at", "position"], name="matters_file_of_matter")]
        triggers = [
            pgtrigger.Protect(
                name="given_stays", operation=pgtrigger.Update, condition=pgtrigger.Condition(_REWRITTEN)
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.name
