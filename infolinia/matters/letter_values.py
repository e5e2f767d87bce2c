"""What messages say of one matter: the values behind the variables of their templates, in the resident's language."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from infolinia.core.clock import city_day
from infolinia.matters.models import Matter, Result, WaitsFor
from infolinia.matters.rules.changes import REOPEN_TIMES
from infolinia.matters.rules.remedies import may_urge, needs_service
from infolinia.matters.rules.words import until_weekday
from infolinia.matters.running import stands_since
from infolinia.matters.wording import ENDS, LETTER_LANGUAGES, OFFICE_LANGUAGE, is_answered, say, until

LETTER_LANGUAGE = OFFICE_LANGUAGE
_WAITS = {
    WaitsFor.UNIT: _("robi to inna komórka"),
    WaitsFor.BODY: _("odpowie inna instytucja"),
    WaitsFor.SEASON: _("przyjdzie odpowiednia pora roku"),
    WaitsFor.CONTRACTOR: _("pracę wykona firma"),
}


def values_of(
    matter: Matter, at: datetime, *, body: str = "", basis: str = "", language: str = LETTER_LANGUAGE
) -> dict[str, object]:
    """Return the values by the codes of the variables, in the language; the matter's code is never among them."""
    with translation.override(language if language in LETTER_LANGUAGES else LETTER_LANGUAGE):
        return {
            "number": matter.number,
            "subject": matter.subject,
            "unit_name": matter.unit.name if matter.unit else "",
            "until": until(matter, at),
            "is_answered": is_answered(matter),
            "answer_until": say(until_weekday(matter.remind_on, city_day(at))) if matter.remind_on else "",
            "clock_stands": stands_since(matter) is not None,
            "needs_service": needs_service(matter.term_basis, is_promise=matter.term_is_promise),
            "may_urge": may_urge(matter.term_basis, is_promise=matter.term_is_promise),
            "body": body,
            "basis": basis,
            "is_refused": matter.result == Result.REFUSED,
            "may_reopen": matter.reopened < REOPEN_TIMES and matter.parent_id is None and matter.joined_to_id is None,
            "ending": str(ENDS[Result(matter.result)]) if matter.result else "",
            "is_promise": matter.term_is_promise,
            "planned_on": matter.planned_on,
            "waits_text": str(_WAITS.get(WaitsFor(matter.waits_kind), "")) if matter.waits_kind else "",
            "danger_text": matter.category.danger_text if matter.danger else "",
        }
