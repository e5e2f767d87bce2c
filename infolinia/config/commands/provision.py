"""`infolinia provision`: fetch what the telephone and search need into the state folder; without it the rest works."""

import argparse
import sys
from collections.abc import Sequence

from infolinia.config.environment import environment
from infolinia.core.debian import CannotFetch
from infolinia.knowledge import mythes
from infolinia.telephony import prompts, provisioning


def main(arguments: Sequence[str]) -> int:
    """Find or unpack Asterisk, its voice and the thesaurus; always 0: a product without them is still a product."""
    parser = argparse.ArgumentParser("infolinia provision", description=main.__doc__)
    parser.add_argument("--tests", action="store_true", help="also the telephones that tests call with")
    options = parser.parse_args(arguments)
    state = environment().state
    try:
        engine = provisioning.find_engine(state)
        if engine is None or engine.prefix:  # an engine of the system is the system's to complete
            provisioning.unpack(state, _report)
        prompts.render(state, city=environment().city_name, report=_report)
        if options.tests:
            provisioning.unpack_tools(state, _report)
    except provisioning.CannotUnpack as error:
        _report(f"no telephone on this machine: {error}")
    try:
        mythes.unpack(state, _report)
    except CannotFetch as error:
        _report(f"no thesaurus on this machine, search works without it: {error}")
    return 0


def _report(text: str) -> None:
    print(f"set-up: {text}", file=sys.stderr, flush=True)
