"""The telephone engine: finding or unpacking it, its configuration, its command line. Standard library only.

Agreements between the engine and `telephony.lines` (see docs/telephone.md for the whole page):

- ARI application `infolinia`; address and password in `<state>/asterisk/ari.json`, readable by its owner alone.
- Callers come as `Stasis(infolinia,inbound)` from the carrier and `Stasis(infolinia,web)` from a guest's browser.
  `ARRIVED` (epoch milliseconds) is set once per caller and kept on every way back; it is reported in `channelvars`.
- Browser phones are pushed through ARI (`browser_phone`) and live in the engine's memory: push them again after each
  start of the engine. Their SIP address is `ws://127.0.0.1:<http port>/ws`, subprotocol `sip`.
- The fallback queue: after each change of who can take calls, set the global variable `FALLBACK_ADVISERS` by
  `POST /asterisk/variable` to the endpoint names, separated by `&` (`adviser-7-k3f&adviser-9-x1m`; empty for nobody).
  The dialplan itself takes them in as members of `Queue(fallback)`, and the engine knows who is on a call.
  Such a call carries the SIP header `X-Infolinia-Fallback: yes` and never an offer in the database.
- A caller given back by `POST /channels/{id}/continue?context=fallback&extension=s&priority=1` waits in the fallback
  queue and knocks at the application every 4 s, so it comes again as `Stasis(infolinia,inbound)`.
"""

from infolinia.telephony.provisioning.access import request
from infolinia.telephony.provisioning.addresses import missing_address
from infolinia.telephony.provisioning.configuration import EnginePorts, free_ports, write_configuration
from infolinia.telephony.provisioning.console import EngineAway, ask
from infolinia.telephony.provisioning.debian import CannotUnpack, unpack, unpack_tools
from infolinia.telephony.provisioning.engine import Engine, command, find_engine, lacking, tool
from infolinia.telephony.provisioning.phones import browser_phone, plain_phone

__all__ = [
    "CannotUnpack",
    "Engine",
    "EngineAway",
    "EnginePorts",
    "ask",
    "browser_phone",
    "command",
    "find_engine",
    "free_ports",
    "lacking",
    "missing_address",
    "plain_phone",
    "request",
    "tool",
    "unpack",
    "unpack_tools",
    "write_configuration",
]
