"""What a person reads when the product is ready: addresses, demo accounts, what does not work here."""

import os
from collections.abc import Sequence

from infolinia.config.environment import Environment

ACCOUNTS = {
    "doradca": "adviser",
    "doradca2": "adviser",
    "kierownik": "supervisor",
    "referent": "unit officer",
    "naczelnik": "head of the roads' units",
    "redaktor": "editor",
    "redaktor2": "editor, the second person",
    "admin": "administrator",
}


def welcome(given: Environment, names: Sequence[str], *, seconds: float) -> str:
    """Return the whole text; its first line is the one that scripts wait for."""
    here = f"http://localhost:{given.port}"
    lines = [
        "",
        "Infolinia is ready",
        "",
    ]
    if "web" in names:
        lines += [
            f"  for residents     {here}/",
            f"  for the office    {here}/konto/login/",
            f"  state of parts    {here}/health",
        ]
    if given.public_url != here:
        lines.append(f"  public address    {given.public_url}/")
    lines.append(_telephone(given, names))
    if "mail" in names:
        lines.append(f"  sent messages     {given.state / 'mail'}, {given.state / 'sms'}")
    if given.demo and "web" in names:
        lines += _accounts(given)
    return "\n".join([*lines, "", f"  ready in {seconds:.1f} s; Ctrl-C stops everything", ""])


def _telephone(given: Environment, names: Sequence[str]) -> str:
    if "asterisk" not in names:
        return "  telephone         not on this machine: there is no Asterisk (infolinia doctor)"
    return f"  telephone         {given.city_phone} by SIP (UDP port {given.sip_port}) from the carrier {given.carrier}"


def _accounts(given: Environment) -> list[str]:
    kept = given.state / "demo_password"
    password = os.environ.get("INFOLINIA_DEMO_PASSWORD") or (kept.read_text().strip() if kept.exists() else "")
    if not password:
        return []
    lines = ["", f"  demo accounts, all with the password {password}"]
    return lines + [f"    {login:<12}{role}" for login, role in ACCOUNTS.items()]
