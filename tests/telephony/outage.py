"""A database that is away: as a restart of PostgreSQL looks to everybody else."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection


@contextmanager
def database_away() -> Iterator[None]:
    """Break every connection to the test's database and let nobody in until the end, whatever happens meanwhile."""
    name = str(connection.settings_dict["NAME"])
    try:
        _administrate(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        connection.close()
        _administrate("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", name)
        yield
    finally:
        _administrate(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


def _administrate(statement: str, *values: str) -> None:
    """Carry out a statement in the server's own database, beside the test's."""
    told = connection.settings_dict
    address = f"postgresql://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/postgres"
    with psycopg.connect(address, autocommit=True) as other:
        other.execute(statement.encode(), values or None)
