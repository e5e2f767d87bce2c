"""What supervisors decide while the line works: who goes first, who listens, what advisers are told; and the record."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


@tracked()
class FloorSettings(models.Model):
    """How supervisors and advisers work together in this office: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    listening_is_shown = models.BooleanField(
        _("pokaż doradcy, że kierownik słucha"),
        default=True,
        help_text=_("Doradca widzi na stanowisku, kto słucha, podpowiada albo dołączył. Dziennik zapisuje to zawsze."),
    )

    class Meta:
        verbose_name = _("zasady nadzoru")
        verbose_name_plural = _("zasady nadzoru")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="routing_one_floor_settings")]

    def __str__(self) -> str:
        return str(_("zasady nadzoru"))


class SupervisorAct(models.Model):
    """One thing that a supervisor did to the floor. Append-only."""

    class Kind(models.TextChoices):
        STATE = "state", _("zmiana stanu doradcy")
        MOVED = "moved", _("przeniesienie do innej kolejki")
        PRIORITISED = "prioritised", _("pierwszeństwo")
        PULLED = "pulled", _("skierowanie do osoby")
        CLOSED = "closed", _("zamknięcie kolejki")
        OPENED = "opened", _("otwarcie kolejki")
        LISTENED = "listened", _("słuchanie rozmowy")
        WHISPERED = "whispered", _("podpowiadanie")
        JOINED = "joined", _("dołączenie do rozmowy")
        LEFT = "left", _("koniec słuchania")
        RULES = "rules", _("zmiana zasad kolejek")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("kto"))
    at = models.DateTimeField(_("kiedy"), db_index=True)
    kind = models.CharField(_("co"), max_length=12, choices=Kind)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("doradca")
    )
    conversation_id = models.UUIDField(_("rozmowa"), null=True)
    queue_code = models.CharField(_("kolejka"), max_length=40, blank=True)
    reason = models.CharField(_("powód"), max_length=160, blank=True)
    details = models.JSONField(_("szczegóły"), default=dict)

    class Meta:
        verbose_name = _("działanie kierownika")
        verbose_name_plural = _("działania kierowników")
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M} {self.get_kind_display()}"


class Precedence(models.Model):
    """What a supervisor decided for one waiting caller: minutes of head start, or one person until a moment."""

    conversation_id = models.UUIDField(primary_key=True)
    minutes = models.PositiveSmallIntegerField(_("fory (minuty)"), default=0)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", verbose_name=_("do kogo")
    )
    until = models.DateTimeField(_("najdłużej do"), null=True)
    at = models.DateTimeField(_("kiedy"))

    class Meta:
        verbose_name = _("pierwszeństwo")
        verbose_name_plural = _("pierwszeństwa")

    def __str__(self) -> str:
        return f"{self.conversation_id}: {self.minutes}"


class Listening(models.Model):
    """A supervisor who listens to a talk now, whispers to its adviser, or has joined it."""

    class Mode(models.TextChoices):
        LISTEN = "listen", _("słucha")
        WHISPER = "whisper", _("podpowiada")
        JOIN = "join", _("dołączył do rozmowy")

    supervisor = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("kierownik")
    )
    conversation_id = models.UUIDField(_("rozmowa"), db_index=True)
    mode = models.CharField(_("sposób"), max_length=7, choices=Mode)
    since = models.DateTimeField(_("od"))

    class Meta:
        verbose_name = _("słuchanie rozmowy")
        verbose_name_plural = _("słuchanie rozmów")

    def __str__(self) -> str:
        return f"{self.supervisor}: {self.get_mode_display()}"


class DeskMessage(models.Model):
    """A few words from a supervisor to one adviser, to those with one skill, or to all who work."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("od kogo"))
    at = models.DateTimeField(_("kiedy"), db_index=True)
    text = models.CharField(_("treść"), max_length=300)
    audience = models.CharField(_("do kogo"), max_length=120)

    class Meta:
        verbose_name = _("wiadomość na stanowiska")
        verbose_name_plural = _("wiadomości na stanowiska")

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M} {self.audience}"


class DeskMessageCopy(models.Model):
    """The message on one desk, and when its person read it."""

    message = models.ForeignKey(DeskMessage, models.CASCADE, related_name="copies", verbose_name=_("wiadomość"))
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("doradca"))
    read_at = models.DateTimeField(_("przeczytana"), null=True)

    class Meta:
        verbose_name = _("wiadomość na stanowisku")
        verbose_name_plural = _("wiadomości na stanowisku")
        constraints = [models.UniqueConstraint(fields=["message", "staff"], name="routing_message_once_a_desk")]
        indexes = [
            models.Index(fields=["staff"], name="routing_message_unread", condition=models.Q(read_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.staff}: {self.message_id}"
