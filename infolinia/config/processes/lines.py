"""`infolinia lines`: the telephony daemon. One leads, any other waits as a standby."""

from importlib import import_module

from infolinia.config.processes.django_process import set_up


def main() -> int:
    """Serve until SIGTERM or SIGINT."""
    set_up()
    return int(import_module("infolinia.telephony.lines.main").main())
