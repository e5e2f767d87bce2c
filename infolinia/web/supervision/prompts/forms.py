"""Forms of one announcement: other words, or a recording."""

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.telephony.line_operations import TEXT_LIMIT


class Words(forms.Form):
    """What the voice says. Empty: the usual words."""

    text = forms.CharField(
        label=_("Co mówi linia"),
        required=False,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
        help_text=_("Krótko i prosto, najwyżej 600 znaków. {city} zastąpimy nazwą miasta. Puste: zwykłe słowa."),
    )


class Recording(forms.Form):
    """A sound file in place of the voice."""

    sound = forms.FileField(
        label=_("Plik z nagraniem"),
        widget=forms.ClearableFileInput(attrs={"accept": ".wav,.flac,.ogg,.mp3", "class": "form-control"}),
        help_text=_("WAV, FLAC, OGG albo MP3, najwyżej 2 minuty i 20 MB. Głośność i format dopasujemy do telefonu."),
        error_messages={"required": _("Wybierz plik."), "empty": _("Ten plik jest pusty.")},
    )
