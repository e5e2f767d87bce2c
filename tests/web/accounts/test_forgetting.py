"""What is left of sessions that ended: nothing."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.web.jobs import forget_sessions

pytestmark = pytest.mark.django_db


def test_a_session_that_ended_takes_its_codes_and_its_address_with_it(zofia: Staff, adam: Staff) -> None:
    over, lasting = Client(), Client()
    for person, browser in ((zofia, over), (adam, lasting)):
        browser.force_login(person)
        UserSession.objects.create(user=person, ip="192.0.2.7", session_key=browser.session.session_key)
    Session.objects.filter(session_key=over.session.session_key).update(expire_date=now() - timedelta(minutes=1))
    forget_sessions(0)
    assert list(Session.objects.values_list("session_key", flat=True)) == [lasting.session.session_key]
    assert list(UserSession.objects.values_list("user", flat=True)) == [adam.pk]
