"""The code that proves a right to see a matter. Only a keyed hash is kept: the database alone can't give codes back."""

from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from infolinia.core.numbers import CODE_ALPHABET, CODE_LENGTH, clean_code

NOBODY = UUID(int=0)


def code_of_request(request_key: str) -> str:
    """Return the code of the matter that a request with this key registers.

    A program that did not get its answer asks again with the same key, and the code, which nobody keeps, is the same.
    """
    digest = salted_hmac("infolinia.matters.code_of_request", request_key, algorithm="sha256").digest()
    number, code = int.from_bytes(digest[:16]), ""
    for _place in range(CODE_LENGTH):
        number, letter = divmod(number, len(CODE_ALPHABET))
        code += CODE_ALPHABET[letter]
    return code


def code_hash(matter_id: UUID, code: str) -> str:
    """Return what is stored: HMAC-SHA256 of the code, keyed by the installation's secret and the matter."""
    return _hash(matter_id, code, str(settings.SECRET_KEY))


def is_code(matter_id: UUID | None, stored: str, typed: str) -> bool:
    """Whether the typed code belongs to the matter. Takes as long when there is no such matter."""
    secrets = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    code = clean_code(typed)
    found = [constant_time_compare(stored, _hash(matter_id or NOBODY, code, secret)) for secret in secrets]
    return matter_id is not None and any(found)


def hashes(matter_id: UUID | None, typed: str) -> tuple[str, ...]:
    """Return what would be stored for the typed code, by the secret in use and by those before it."""
    secrets = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    return tuple(_hash(matter_id or NOBODY, clean_code(typed), secret) for secret in secrets)


def _hash(matter_id: UUID, code: str, secret: str) -> str:
    return salted_hmac(f"infolinia.matters.code.{matter_id}", code, secret=secret, algorithm="sha256").hexdigest()
