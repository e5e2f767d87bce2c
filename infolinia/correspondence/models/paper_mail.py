"""Mail on paper: letters that are printed and posted, and papers that wait at a counter."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from infolinia.correspondence.models.messages import Message


class PrintRun(models.Model):
    """What was printed in one go: the letters of a day, in the order of the posting book."""

    day = models.DateField(_("dzień"), db_index=True)
    created_at = models.DateTimeField(_("przygotowano"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kto")
    )

    class Meta:
        verbose_name = _("wydruk dnia")
        verbose_name_plural = _("wydruki dnia")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y} / {self.pk}"


class PaperMail(models.Model):
    """One letter or one paper to collect, as it is printed. Its history is that of its message's deliveries."""

    class Kind(models.TextChoices):
        LETTER = "letter", _("list")
        PICKUP = "pickup", _("do odbioru w urzędzie")

    class Service(models.TextChoices):
        ORDINARY = "ordinary", _("zwykły")
        REGISTERED = "registered", _("polecony")
        CONFIRMED = "confirmed", _("polecony za potwierdzeniem odbioru")

    class State(models.TextChoices):
        WAITING = "waiting", _("czeka na wydruk")
        PRINTED = "printed", _("wydrukowany")
        POSTED = "posted", _("nadany na poczcie")
        READY = "ready", _("czeka na odbiór")
        DELIVERED = "delivered", _("doręczony")
        RETURNED = "returned", _("zwrócony")
        UNCOLLECTED = "uncollected", _("nieodebrany")
        WITHDRAWN = "withdrawn", _("wycofany")

    class Reason(models.TextChoices):
        """Why the post brought it back, as the return label says it."""

        NOT_COLLECTED = "not_collected", _("nie podjęto w terminie")
        REFUSED = "refused", _("odmowa przyjęcia")
        UNKNOWN = "unknown", _("adresat nieznany")
        MOVED = "moved", _("adresat wyprowadził się")
        BAD_ADDRESS = "bad_address", _("adres niepełny albo błędny")
        DIED = "died", _("adresat zmarł")
        OTHER = "other", _("inna przyczyna")

    message = models.OneToOneField(Message, models.CASCADE, related_name="paper", verbose_name=_("wiadomość"))
    kind = models.CharField(_("rodzaj"), max_length=6, choices=Kind)
    service = models.CharField(_("przesyłka"), max_length=10, choices=Service, default=Service.ORDINARY)
    state = models.CharField(_("stan"), max_length=11, choices=State, default=State.WAITING)
    recipient = models.CharField(_("adresat"), max_length=200)
    address = models.TextField(_("adres"), max_length=600, blank=True)
    place = models.CharField(_("gdzie do odbioru"), max_length=200, blank=True)
    reference = models.CharField(_("znak"), max_length=60, blank=True)
    language = models.CharField(_("język"), max_length=2, default="pl")
    is_large = models.BooleanField(_("duży druk"), default=False)
    content = models.BinaryField()
    pages = models.PositiveIntegerField(_("strony"))
    created_at = models.DateTimeField(_("przygotowany"))
    run = models.ForeignKey(
        PrintRun, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name=_("wydruk dnia")
    )
    place_in_run = models.PositiveIntegerField(_("pozycja w wydruku"), null=True, blank=True)
    tracking = models.CharField(_("numer nadawczy"), max_length=40, blank=True)
    posted_at = models.DateTimeField(_("nadany"), null=True, blank=True)
    settled_on = models.DateField(_("doręczony albo zwrócony dnia"), null=True, blank=True)
    reason = models.CharField(_("przyczyna zwrotu"), max_length=13, choices=Reason, blank=True)
    note = models.CharField(_("uwagi"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("przesyłka papierowa")
        verbose_name_plural = _("przesyłki papierowe")
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["state", "created_at"], name="correspondence_paper_state")]
        constraints = [
            models.UniqueConstraint(fields=["run", "place_in_run"], name="correspondence_one_place_in_run"),
            models.UniqueConstraint(
                fields=["tracking"], condition=~Q(tracking=""), name="correspondence_tracking_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "withdrawn"]) | Q(run__isnull=False),
                name="correspondence_printed_in_a_run",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | Q(settled_on__isnull=False) & ~Q(reason=""),
                name="correspondence_return_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(posted_at__isnull=True) | Q(posted_at__gte=F("created_at")),
                name="correspondence_posted_after_prepared",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.recipient}"
