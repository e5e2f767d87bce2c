"""Who stands behind a cookie: Django's session read straight from its table, without loading the rooms."""

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac
from psycopg_pool import AsyncConnectionPool

from infolinia.config.processes.live.topics import Listener

COOKIE = "sessionid"
# The salts under which Django signs a session's data and ties a session to its owner's password.
_SESSION_SALT = "django.contrib.sessions.SessionStore"
_PASSWORD_SALT = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"  # noqa: S105 - public, not secret

_SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > now()"
_STAFF = "SELECT id, role, unit_id, password FROM city_staff WHERE id = %s AND is_active"
_LOWER = """
    WITH RECURSIVE below (id) AS (
        SELECT id FROM city_unit WHERE parent_id = %s
        UNION SELECT unit.id FROM city_unit unit JOIN below ON unit.parent_id = below.id
    ) SELECT id FROM below
"""
_GUEST = """
    SELECT 1 FROM telephony_phoneaccount
    WHERE username = %s AND kind IN ('guest', 'signing', 'interpreter') AND expires_at > now()
"""


def session_key(cookie_header: str) -> str:
    """Return the session's key from a `Cookie` header, or an empty string."""
    try:
        morsel = SimpleCookie(cookie_header).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


@dataclass(frozen=True)
class Sessions:
    """Looks sessions and guests up in the database."""

    pool: AsyncConnectionPool[Any]

    async def listener(self, key: str) -> Listener | None:
        """Return the active member of staff whose session this is; None when it ended or was never signed in."""
        if not key:
            return None
        async with self.pool.connection() as connection:
            row = await (await connection.execute(_SESSION, [key])).fetchone()
            session = _opened(row[0]) if row else {}
            staff_id = str(session.get("_auth_user_id", ""))
            if not staff_id.isdecimal():
                return None
            staff = await (await connection.execute(_STAFF, [int(staff_id)])).fetchone()
            if staff is None or not _is_of_password(session, staff[3]):
                return None
            lower = await (await connection.execute(_LOWER, [staff[2]])).fetchall() if staff[2] else []
        return Listener(staff[0], staff[1], staff[2], frozenset(one for (one,) in lower))

    async def is_guest(self, username: str) -> bool:
        """Return whether the browser of a resident or of an interpreter outside may still use this phone account."""
        if not username:
            return False
        async with self.pool.connection() as connection:
            return await (await connection.execute(_GUEST, [username])).fetchone() is not None


def _opened(data: str) -> dict[str, Any]:
    try:
        session: dict[str, Any] = signing.loads(data, salt=_SESSION_SALT)
    except signing.BadSignature:
        return {}
    return session


def _is_of_password(session: dict[str, Any], password: str) -> bool:
    """Return whether the session was opened under the present password: a change of it ends the others."""
    expected = salted_hmac(_PASSWORD_SALT, password, algorithm="sha256").hexdigest()
    return constant_time_compare(session.get("_auth_user_hash", ""), expected)
