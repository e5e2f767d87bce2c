"""An adviser's telephone refuses, does not answer, or is gone while it rings: the caller goes to the next one."""

from collections.abc import Callable

import pytest

from infolinia.city.models import Staff
from infolinia.routing.models import Offer
from tests.telephony.lines.conftest import impatient_lines
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes
from tests.telephony.running import NUMBER, until

__all__ = ["impatient_lines"]

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]


@pytest.mark.parametrize("how", ["refuses", "does not answer", "signs off", "is gone without a word"])
def test_a_telephone_fails_while_it_rings(
    impatient_lines: RunningLines, zofia: Staff, adam: Staff, desk: Seat, how: str
) -> None:
    first, second = desk(zofia).ready(), desk(adam)
    with impatient_lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=440)
        bell = first.phone.ringing(timeout=15)
        second.ready()
        if how == "refuses":
            bell.hang_up()
        elif how == "signs off":
            first.vanish()
        elif how == "is gone without a word":
            first.phone.is_mute = True
        second.phone.ringing(timeout=10).answer()
        assert call.hears(second.phone.pitch)
        assert becomes("talking")
        assert until(lambda: not any(one.result == "" for one in Offer.objects.all()))
        results = list(Offer.objects.order_by("offered_at").values_list("adviser_id", "result"))
        assert results[-1] == (adam.pk, "answered")
        assert {staff for staff, result in results if result != "answered"} == {zofia.pk}
        assert first.state in ("break", "ready", "offline"), "nobody stays ringing"
