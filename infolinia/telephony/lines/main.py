"""Entry point of the telephony daemon, once settings and rooms are loaded."""

import asyncio
import logging
import os
from datetime import timedelta

from django.conf import settings
from psycopg.conninfo import make_conninfo

from infolinia.telephony.lines.daemon import Replaced, Settings, serve
from infolinia.telephony.lines.signals import AnotherLeads
from infolinia.telephony.provisioning.trunk_settings import read_trunk_settings

log = logging.getLogger(__name__)

ANOTHER_LEADS = 3


def main() -> int:
    """Run the daemon; returns the exit code: 3 says that another daemon leads, so this one has to start as standby."""
    os.environ.setdefault("INFOLINIA_STATE", str(settings.ENV.state))
    database = settings.DATABASES["default"]
    conninfo = make_conninfo(
        host=database["HOST"],
        port=database["PORT"],
        user=database["USER"],
        password=database["PASSWORD"],
        dbname=database["NAME"],
    )
    told = Settings(
        state=settings.ENV.state,
        conninfo=conninfo,
        always_open=settings.LINE_ALWAYS_OPEN,
        trunks=read_trunk_settings(settings.ENV.state, carrier=settings.ENV.carrier),
        number=settings.ENV.city_phone,
        lease=timedelta(seconds=settings.ENV.ring_seconds),
    )
    try:
        asyncio.run(serve(told))
    except ExceptionGroup as errors:
        if not errors.subgroup((AnotherLeads, Replaced)):
            raise
        log.error("lines: %s", errors.exceptions[0])
        return ANOTHER_LEADS
    return 0
