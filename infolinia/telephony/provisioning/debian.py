"""Unpacking programs from Debian's testing suite into a folder: no root, no build, nothing installed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.etree import ElementTree

from infolinia.telephony.provisioning.engine import Engine, home, libraries, through_loader, unpacked
from infolinia.telephony.provisioning.modules import MODULES

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
SUITE = "testing"
RUNTIME = ("asterisk", "espeak-ng", "sox")
TOOLS = ("baresip-core", "sip-tester")
NOT_NEEDED = (
    "perl-base",
    "perl",
    "libperl5.42",
    "perl-modules-5.42",
    "asterisk-core-sounds-en-gsm",
    "libcodec2-1.2",
    "adduser",
    "debconf",
    "libsnmp-base",
)
"""Packages that the wanted ones ask for and never use here: said to be installed, so that nobody fetches them."""
LEFT_OUT = ("./usr/share/doc", "./usr/share/man", "./usr/share/locale", "./usr/share/info", "./etc", "./var")
VOICES = ("pl", "en", "uk")
Report = Callable[[str], None]


class CannotUnpack(Exception):
    """The engine can't be had from this machine's Debian mirror; the text says why and what to do."""


def unpack(state: Path, report: Report) -> Engine:
    """Unpack Asterisk, espeak-ng and sox into the state folder and return the engine; done already, it does nothing."""
    target = home(state) / "runtime"
    if not (engine := unpacked(target)):
        _unpack(target, RUNTIME, report, _slim_runtime)
        engine = unpacked(target)
    if not engine:
        raise CannotUnpack(f"Asterisk from Debian's {SUITE} suite is older than 22.10 or does not start here")
    return engine


def unpack_tools(state: Path, report: Report) -> Path:
    """Unpack the telephones that the tests call with (baresip, sipp); returns their folder."""
    target = home(state) / "tools"
    if not (target / "usr/bin/baresip").exists():
        _unpack(target, TOOLS, report, _slim_tools)
    return target


def mirror() -> str:
    """Return the Debian mirror of this machine's own package sources."""
    form = "$(REPO_URI)|$(ORIGIN)|$(LABEL)|$(COMPONENT)"
    lines = _run(["apt-get", "indextargets", "--format", form, "Created-By: Packages"]).splitlines()
    found = [line.split("|")[0] for line in lines if line.endswith("|Debian|Debian|main")]
    if not found:
        planned = _run(["apt-get", "update", "--print-uris"]).replace("'", "").split()
        found = [word.partition("dists/")[0] for word in planned if "/debian/dists/" in word]
    if not found:
        raise CannotUnpack("this machine's package sources name no Debian mirror: install Asterisk 22.10 or newer")
    return found[0]


def _unpack(target: Path, packages: Iterable[str], report: Report, slim: Callable[[Path], None]) -> None:
    for needed in ("apt-get", "dpkg-deb", "gpgv"):
        if not shutil.which(needed):
            raise CannotUnpack(f"{needed} is missing: install Asterisk 22.10 or newer by this system's own means")
    if not KEYRING.exists():
        raise CannotUnpack(f"{KEYRING} is missing: apt-get install debian-archive-keyring")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as draft:
        prefix, apt = Path(draft) / "prefix", Path(draft) / "apt"
        prefix.mkdir()
        report(f"fetching {', '.join(packages)} from Debian")
        for package in _fetched(apt, packages):
            _extract(package, prefix)
        slim(prefix)
        shutil.rmtree(target, ignore_errors=True)
        prefix.rename(target)
    report(f"unpacked into {target}")


def _fetched(apt: Path, packages: Iterable[str]) -> list[Path]:
    for name in ("lists/partial", "cache/archives/partial"):
        (apt / name).mkdir(parents=True)
    (apt / "sources.list").write_text(f"deb [signed-by={KEYRING}] {mirror()} {SUITE} main\n")
    (apt / "status").write_text("".join(_as_installed(name) for name in NOT_NEEDED))
    options = {
        "Dir::Etc::SourceList": apt / "sources.list",
        "Dir::Etc::SourceParts": "/dev/null",
        "Dir::Etc::PreferencesParts": "/dev/null",
        "Dir::State": apt,
        "Dir::State::Lists": apt / "lists",
        "Dir::State::Status": apt / "status",
        "Dir::Cache": apt / "cache",
        "Dir::Cache::pkgcache": "",
        "Dir::Cache::srcpkgcache": "",
        "Acquire::Languages": "none",
        "APT::Install-Recommends": "false",
        "Debug::NoLocking": "1",
        "APT::Sandbox::User": "",
    }
    tail = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
    _run(["apt-get", "-qq", *tail, "update"])
    _run(["apt-get", "-qq", *tail, "-y", "--download-only", "install", *packages])
    return sorted((apt / "cache/archives").glob("*.deb"))


def _as_installed(name: str) -> str:
    architecture = _run(["dpkg", "--print-architecture"]).strip()
    return f"Package: {name}\nStatus: install ok installed\nVersion: 99:1\nArchitecture: {architecture}\n\n"


def _extract(package: Path, prefix: Path) -> None:
    """Unpack one package; folders that the prefix has as links stay links (Debian's merged /usr)."""
    tar = ["tar", "-x", "-C", str(prefix), "--no-same-owner", "--keep-directory-symlink"]
    tar += [f"--exclude={folder}" for folder in LEFT_OUT]
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", package], stdout=subprocess.PIPE) as archive:
        subprocess.run(tar, stdin=archive.stdout, check=True, capture_output=True)
    if archive.returncode:
        raise CannotUnpack(f"{package.name} is damaged")


def _slim_runtime(prefix: Path) -> None:
    folder = libraries(prefix)
    for module in (folder / "asterisk/modules").glob("*.so"):
        if module.stem not in MODULES:
            module.unlink()
    for dictionary in (folder / "espeak-ng-data").glob("*_dict"):
        if dictionary.name.removesuffix("_dict") not in VOICES:
            dictionary.unlink()
    documentation = prefix / "usr/share/asterisk/documentation"
    _shorten(documentation / "core-en_US.xml")
    programs = [prefix / "usr/sbin/asterisk", prefix / "usr/bin/espeak-ng", prefix / "usr/bin/sox"]
    _keep_only(prefix, programs, [folder / "asterisk", folder / "espeak-ng-data", documentation])


def _shorten(manual: Path) -> None:
    """Keep of the engine's manual only what it refuses to start without: the descriptions of settings.

    The engine holds the whole manual in memory, and complains about each application and function it does not find
    there: so those keep their names and lose their text.
    """
    tree = ElementTree.parse(manual)  # noqa: S314 -- from a package whose signature was checked
    for element in tree.getroot():
        if element.tag != "configInfo":
            element[:] = [ElementTree.Element("synopsis")]
    tree.write(manual, encoding="utf-8", xml_declaration=True)


def _slim_tools(prefix: Path) -> None:
    modules = next(iter(prefix.glob("usr/lib/**/baresip/modules")))
    _keep_only(prefix, [prefix / "usr/bin/baresip", prefix / "usr/bin/sipp"], [modules])


def _keep_only(prefix: Path, programs: list[Path], folders: list[Path]) -> None:
    """Delete all but these programs, these folders and the libraries that both load."""
    kept = {*programs, *(path for folder in folders for path in folder.rglob("*"))}
    for program in programs:
        if not _loaded(prefix, program)[1:]:
            raise CannotUnpack(f"{program.name} from Debian's {SUITE} suite does not start on this machine")
    kept |= {path for program in [*kept] if _is_elf(program) for path in _loaded(prefix, program)}
    kept |= {path.resolve() for path in kept}
    for path in [path for path in prefix.rglob("*") if not path.is_dir() or path.is_symlink()]:
        if path not in kept and not (path.is_symlink() and path.is_dir()):
            path.unlink()
    for folder in sorted((path for path in prefix.rglob("*") if path.is_dir()), reverse=True):
        if not folder.is_symlink() and not any(folder.iterdir()):
            folder.rmdir()


def _loaded(prefix: Path, program: Path) -> list[Path]:
    """Return the files that the loader maps for a program or a module, itself included."""
    loader, *rest = through_loader(prefix, program)[0]
    found = subprocess.run([loader, "--list", *rest], capture_output=True, text=True).stdout
    words = [Path(word) for word in found.split() if word.startswith(str(prefix))]
    return [Path(loader), *words]


def _is_elf(path: Path) -> bool:
    if path.is_dir() or not path.exists():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _run(arguments: list[str]) -> str:
    answer = subprocess.run(arguments, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C"})
    if answer.returncode:
        raise CannotUnpack(f"{arguments[0]} {arguments[-1]} failed: {answer.stderr.strip()[-400:]}")
    return answer.stdout
