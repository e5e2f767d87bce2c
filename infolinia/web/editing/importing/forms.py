"""What an editor gives to be read: a file of cards, or a page of an old site."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.forms import CharField, FileField, FileInput, Form, Textarea, TextInput
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infolinia.core.text import one_line
from infolinia.knowledge.pages.cleaning import LARGEST_PAGE, decoded
from infolinia.knowledge.pages.errors import BadPage
from infolinia.knowledge.pages.fetching import fetch_page

LONGEST_PASTE = 600_000


class FileForm(Form):
    """A file of cards."""

    file = FileField(
        label=gettext_lazy("Plik kart (JSON)"),
        widget=FileInput(attrs={"accept": ".json,application/json"}),
        help_text=gettext_lazy("Najwyżej 30 MB. Najpierw zobaczysz, co się zmieni."),
        error_messages={
            "required": gettext_lazy("Wybierz plik."),
            "empty": gettext_lazy("Plik jest pusty."),
            "invalid": gettext_lazy("Wybierz plik."),
        },
    )


class PageForm(Form):
    """A page of an old site: saved, copied, or at an address of a host that the office allowed."""

    page = FileField(
        label=gettext_lazy("Zapisana strona (HTML)"),
        required=False,
        allow_empty_file=True,
        widget=FileInput(attrs={"accept": ".html,.htm,text/html"}),
        help_text=gettext_lazy("W przeglądarce: Plik, Zapisz stronę jako. Najwyżej 3 MB."),
    )
    html = CharField(
        label=gettext_lazy("albo wklejony kod HTML"),
        required=False,
        max_length=LONGEST_PASTE,
        strip=False,
        widget=Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        error_messages={"max_length": gettext_lazy("Za dużo tekstu: zapisz stronę jako plik.")},
    )
    address = CharField(
        label=gettext_lazy("albo adres strony"),
        required=False,
        max_length=500,
        widget=TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "s-%s", **kwargs})
        if settings.PAGE_HOSTS:
            self.fields["address"].help_text = _("Tylko z: %(hosts)s.") % {"hosts": ", ".join(settings.PAGE_HOSTS)}
        else:
            del self.fields["address"]

    def clean(self) -> dict[str, Any]:
        """Return the page's text as `text` and where it comes from as `source`."""
        given = super().clean() or {}
        if self.errors:
            return given
        try:
            given["source"], given["text"] = self._page(given)
        except BadPage as refusal:
            self.add_error(None, str(refusal))
        return given

    def _page(self, given: dict[str, Any]) -> tuple[str, str]:
        file: UploadedFile[Any] | None = given.get("page")
        if file:
            if (file.size or 0) > LARGEST_PAGE:
                raise BadPage(_("Strona jest za duża: najwyżej %(size)s MB.") % {"size": LARGEST_PAGE // 1_000_000})
            return one_line(file.name or "", 200), decoded(file.read())
        if given.get("html", "").strip():
            return "", given["html"]
        if given.get("address", "").strip():
            address = given["address"].strip()
            return address, decoded(fetch_page(address, hosts=settings.PAGE_HOSTS))
        raise BadPage(_("Wybierz plik albo wklej kod strony."))
