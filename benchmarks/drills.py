"""The drills at full size: processes die, the database is away for half a minute, callers come in crowds."""

import os
import subprocess
import sys

from benchmarks._quiet import refuse_when_busy


def main() -> int:
    """Run them one after the other; returns what pytest returns."""
    refuse_when_busy()
    options = ["-p", "no:cacheprovider", "-v", "--timeout", "900", "tests/drills"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options], env=os.environ | {"INFOLINIA_DRILLS": "full"}, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
