"""What residents type when they report something by themselves: where, what, photos, and how to answer them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.web.components.places import PlaceFields
from infolinia.web.components.uploads import FilesField
from infolinia.web.public.reply_fields import ReplyFields

LONGEST = 5_000
TELLS = (("end", _("O tym, co ważne, i o wyniku")), ("all", _("O każdej zmianie")))
LAST_STEP = ("attachments", "reply_by", "email", "phone", "tells")


class ReportForm(PlaceFields, ReplyFields):
    """Two steps of one form: what and where, then photos and the answer. An anonymous report is normal.

    Files come with the last step, because a page that is shown again can't keep what was chosen for it.
    """

    field_order = ("place", "district", "place_note", "point", "description", "danger", *LAST_STEP)
    ways = (*ReplyFields.ways[:2], ("none", _("Nie potrzebuję odpowiedzi: sprawdzę na stronie")))

    description = forms.CharField(
        label=_("Co się dzieje"),
        help_text=_("Wystarczy jedno zdanie. Nie podawaj numeru PESEL ani danych innych osób."),
        max_length=LONGEST,
        error_messages={"required": _("Napisz jednym zdaniem, co się dzieje.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    danger = forms.ChoiceField(
        label=_("Czy to zagraża komuś teraz?"),
        choices=(("", _("Nie")), ("on", _("Tak"))),
        initial="",
        required=False,
        widget=forms.RadioSelect,
    )
    attachments = FilesField()
    tells = forms.ChoiceField(
        label=_("O czym pisać"), choices=TELLS, initial="end", required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, place_need: str, step: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place_need = place_need
        for name in LAST_STEP if step == 1 else ():
            del self.fields[name]

    @property
    def lacks_first(self) -> bool:
        """Whether something of the first step is wrong: it has to be mended there."""
        return bool(set(self.errors) - set(LAST_STEP))
