"""The telephone's programs from Debian: unpacked, and all that they do not use thrown away."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.etree import ElementTree

from infolinia.core.debian import SUITE, CannotFetch, extract, fetch, home
from infolinia.telephony.provisioning.engine import Engine, lacking, libraries, through_loader, unpacked
from infolinia.telephony.provisioning.modules import MODULES

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
NOT_IN_PACKAGE = "modules-not-in-package"
VOICES = ("pl", "en", "uk")
Report = Callable[[str], None]


class CannotUnpack(Exception):
    """The engine can't be had from this machine's Debian mirror; the text says why and what to do."""


def unpack(state: Path, report: Report) -> Engine:
    """Unpack Asterisk, espeak-ng and sox into the state folder and return the engine; done already, it does nothing.

    One unpacked by an earlier set-up that kept less than the product needs now is fetched anew; when that can't be, it
    stays as it is and the report says what it lacks.
    """
    target = home(state) / "runtime"
    engine = unpacked(target)
    lacks = _to_be_had(target, lacking(engine)) if engine else []
    if engine and not lacks:
        return engine
    if engine:
        report(f"the engine here lacks {', '.join(lacks)}: fetching it anew")
    try:
        _unpack(target, RUNTIME, report, _slim_runtime)
    except CannotUnpack as error:
        if engine is None:
            raise
        report(f"the engine stays without {', '.join(lacks)}: {error}")
        return engine
    engine = unpacked(target)
    if not engine:
        raise CannotUnpack(f"Asterisk from Debian's {SUITE} suite is older than 22.10 or does not start here")
    return engine


def _to_be_had(target: Path, modules: Iterable[str]) -> list[str]:
    """Return those of the modules that the package might hold: what it did not when it was unpacked is not sought."""
    absent = target / NOT_IN_PACKAGE
    known = absent.read_text().split() if absent.exists() else []
    return [name for name in modules if name not in known]


def unpack_tools(state: Path, report: Report) -> Path:
    """Unpack the telephones that the tests call with (baresip, sipp); returns their folder."""
    target = home(state) / "tools"
    if not (target / "usr/bin/baresip").exists():
        _unpack(target, TOOLS, report, _slim_tools)
    return target


def _unpack(target: Path, packages: Iterable[str], report: Report, slim: Callable[[Path], None]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as draft:
        prefix = Path(draft) / "prefix"
        prefix.mkdir()
        report(f"fetching {', '.join(packages)} from Debian")
        try:
            for package in fetch(Path(draft) / "apt", packages, not_needed=NOT_NEEDED):
                extract(package, prefix)
        except CannotFetch as error:
            raise CannotUnpack(f"{error}: install Asterisk 22.10 or newer by this system's own means") from error
        slim(prefix)
        shutil.rmtree(target, ignore_errors=True)
        prefix.rename(target)
    report(f"unpacked into {target}")


def _slim_runtime(prefix: Path) -> None:
    folder = libraries(prefix)
    held = {module.stem for module in (folder / "asterisk/modules").glob("*.so")}
    for module in (folder / "asterisk/modules").glob("*.so"):
        if module.stem not in MODULES:
            module.unlink()
    for dictionary in (folder / "espeak-ng-data").glob("*_dict"):
        if dictionary.name.removesuffix("_dict") not in VOICES:
            dictionary.unlink()
    documentation = prefix / "usr/share/asterisk/documentation"
    _shorten(documentation / "core-en_US.xml")
    programs = [prefix / "usr/sbin/asterisk", prefix / "usr/bin/espeak-ng", prefix / "usr/bin/sox"]
    kept = [folder / "asterisk", folder / "espeak-ng-data", documentation]
    _keep_only(prefix, programs, kept)
    (prefix / NOT_IN_PACKAGE).write_text(" ".join(name for name in MODULES if name not in held))


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
