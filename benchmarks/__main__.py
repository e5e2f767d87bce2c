"""`make bench`: run every benchmark, or those that are named (`make bench ARGS="ring pages"`)."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def names() -> list[str]:
    """Return the benchmarks that there are: modules and packages of this folder with a `main`."""
    found = [path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_")]
    found += [path.parent.name for path in HERE.glob("*/__main__.py")]
    return sorted(found)


def main(wanted: list[str]) -> int:
    """Run them one after the other, never side by side; returns how many failed."""
    unknown = set(wanted) - set(names())
    if unknown:
        print(f"no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(names())}", file=sys.stderr)
        return 2
    failed = 0
    for name in wanted or names():
        print(f"\n== {name}", flush=True)
        failed += subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
