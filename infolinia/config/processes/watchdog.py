"""`infolinia watchdog`: the guard of waiting callers, outside the daemon it guards them from."""

from infolinia.telephony.watchdog import main

__all__ = ["main"]
