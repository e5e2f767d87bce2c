"""Why advisers pause: the office's own list."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


@tracked()
class PauseReason(models.Model):
    """One reason for a break that an adviser may choose."""

    class Kind(models.TextChoices):
        OTHER = "other", _("inna")
        SCREEN = "screen", _("przerwa od ekranu")
        MEAL = "meal", _("przerwa w pracy")
        DISABILITY = "disability", _("dodatkowa przerwa osoby z niepełnosprawnością")
        DUTY = "duty", _("praca bez telefonu")

    code = models.SlugField(_("kod"), max_length=40, unique=True)
    name = models.CharField(_("nazwa"), max_length=80)
    kind = models.CharField(
        _("rodzaj"),
        max_length=10,
        choices=Kind,
        default=Kind.OTHER,
        help_text=_("Według rodzaju liczymy przerwy, które należą się z prawa."),
    )
    position = models.PositiveSmallIntegerField(_("kolejność na liście"), default=0)
    is_offered = models.BooleanField(_("można wybrać"), default=True)

    class Meta:
        verbose_name = _("powód przerwy")
        verbose_name_plural = _("powody przerw")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name
