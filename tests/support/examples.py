"""The examples of a page, run as they stand. Also a program, for an installation without anything else:

python -I examples.py README.md
"""

import contextlib
import doctest
import re
import sys
from pathlib import Path


def blocks(page: Path) -> list[str]:
    """The Python in a page."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [block for language, block in found if language == "python"]


def run(page: Path) -> int:
    """How many examples have run; RuntimeError if one is not run, or does not print what it says."""
    if not all(">>>" in block for block in blocks(page)):
        raise RuntimeError(f"{page.name}: an example that is not run")
    path = str(page.resolve())
    with contextlib.chdir(page.parent):  # paths in a page are relative to it, as its links are
        failed, attempted = doctest.testfile(path, module_relative=False, encoding="utf-8")
    if failed:
        raise RuntimeError(f"{page.name}: {failed} of {attempted} examples failed")
    return attempted


if __name__ == "__main__":
    print(run(Path(sys.argv[1])))
