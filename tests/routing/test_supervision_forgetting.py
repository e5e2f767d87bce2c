"""What supervisors did and wrote goes when its time is over, and leaves a line about that."""

from datetime import datetime, timedelta

import pytest

from infolinia.city.models import Staff
from infolinia.core import retention
from infolinia.routing import operations as routing
from infolinia.routing.models import DeskMessage, DeskMessageCopy, SupervisorAct
from infolinia.routing.supervision import forgetting, messages, operations

pytestmark = pytest.mark.django_db


def test_only_what_is_older_goes(marek: Staff, zofia: Staff, at: datetime) -> None:
    for moment in (at - timedelta(days=800), at):
        routing.set_state(staff_id=zofia.pk, state="ready", reason="", at=moment)
        operations.force_state(staff_id=zofia.pk, state="break", reason="próba", by_id=marek.pk, at=moment)
        messages.send_to_one(staff_id=zofia.pk, text="Dzień dobry", by_id=marek.pk, at=moment)
    before = at - timedelta(days=730)
    assert forgetting.forget_acts(before=before, at=at) == 1
    assert forgetting.forget_desk_messages(before=before, at=at) == 1
    assert [act.at for act in SupervisorAct.objects.all()] == [at]
    assert [message.at for message in DeskMessage.objects.all()] == [at]
    assert DeskMessageCopy.objects.count() == 1
    assert {line.kind for line in retention.log()} == {"supervisor_acts", "desk_messages"}
    assert forgetting.forget_acts(before=before, at=at) == 0
