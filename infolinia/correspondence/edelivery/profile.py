"""Who we are for the operator of e-Doręczenia: the office's address, its system's name and its key."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.utils.translation import gettext as _

from infolinia.core.errors import Cannot
from infolinia.correspondence.rules import edelivery as rules

SMALLEST_KEY = 2048


class CannotUse(Cannot):
    """The way is off, or set up wrong; the text says what is missing."""


@dataclass(frozen=True)
class Profile:
    """One mailbox and the system registered with it; `certificate` is for an operator that asks for mutual TLS."""

    address: str
    system: str
    api_url: str
    token_url: str
    audience: str
    key: RSAPrivateKey
    certificate: tuple[str, str] | None
    authorities: str

    @property
    def subject(self) -> str:
        """Return the name under which the system is registered at the mailbox."""
        return f"{self.address}.SYSTEM.{self.system}"


def profile() -> Profile:
    """Return the office's profile from the settings; raises `CannotUse` when the way is off or wrong."""
    told = settings.EDELIVERY
    if not told["address"]:
        raise CannotUse(_("e-Doręczenia nie są włączone."))
    return _read(*(told[name] for name in _FIELDS))


_FIELDS = ("address", "system", "api_url", "token_url", "audience", "key_file", "certificate_file", "authorities_file")


@lru_cache(maxsize=4)
def _read(
    address: str,
    system: str,
    api_url: str,
    token_url: str,
    audience: str,
    key_file: str,
    certificate_file: str,
    authorities_file: str,
) -> Profile:
    own = rules.address(address)
    if own is None or not all((system, api_url, token_url, key_file)):
        raise CannotUse(_("Ustawienia e-Doręczeń są niepełne: potrzebny jest adres, system, adresy API i klucz."))
    try:
        key = load_pem_private_key(Path(key_file).read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise CannotUse(_("Klucza do e-Doręczeń nie da się odczytać.")) from error
    if not isinstance(key, RSAPrivateKey) or key.key_size < SMALLEST_KEY:
        raise CannotUse(_("Klucz do e-Doręczeń musi być kluczem RSA, co najmniej 2048 bitów."))
    return Profile(
        address=own,
        system=system,
        api_url=api_url.rstrip("/"),
        token_url=token_url,
        audience=audience or token_url.partition("/protocol/")[0],
        key=key,
        certificate=(certificate_file, key_file) if certificate_file else None,
        authorities=authorities_file,
    )
