"""The script's files: few bytes, and modules that browsers can read."""

import re
import shutil
import subprocess

import brotli
import pytest

from tests.web.html.scripted import STATIC
from web.files import served

MODULES = sorted(STATIC.glob("*.js"))
MOST_BYTES = 19_600
# What no visit loads by itself: an installed program's worker, and what one screen fetches.
LATER = {"offline.js", "push.js", "worker.js"}
MOST_BYTES_LATER = 1_800


def test_it_is_small() -> None:
    """All of it weighs less than a small picture: a slow line brings it within a blink."""
    sizes = {module.name: len(brotli.compress(served(module), quality=11)) for module in MODULES}
    later = [sizes.pop(name) for name in LATER]
    assert sum(later) <= MOST_BYTES_LATER, later
    assert sum(sizes.values()) <= MOST_BYTES, sizes


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_it_is_a_module(module: object) -> None:
    """Each file can be read, and imports nothing that is not there."""
    path = STATIC / getattr(module, "name", "")
    text = served(path).decode()
    for name in re.findall(r"from '\./([^']+)'", text):
        assert (STATIC / name).is_file()
    node = shutil.which("node")
    if node is not None:
        read = subprocess.run(
            [node, "--check", "--input-type=module"], input=text, capture_output=True, text=True, check=False
        )
        assert read.returncode == 0, read.stderr


def test_what_is_served_is_without_remarks() -> None:
    """What a line of the script says to who reads it is not sent, and no line of the program is lost with it."""
    for module in MODULES:
        lines = module.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.lstrip().startswith("//")]
        assert served(module).decode().splitlines() == kept


def test_nothing_is_written_into_the_page_as_text() -> None:
    """No part of the script evaluates text as a program; what is HTML comes from the host, through one place."""
    for module in MODULES:
        if module.name != "idiomorph.js":
            assert not re.search(
                r"\beval\(|new Function|innerHTML|document\.write", module.read_text(encoding="utf-8")
            )


def test_the_script_of_others_is_named() -> None:
    """What is not ours says what it is, of which version, and under which licence."""
    assert "idiomorph 0.8.0" in served(STATIC / "idiomorph.js").decode().splitlines()[0]
    assert "Zero-Clause BSD" in (STATIC / "idiomorph.LICENSE.txt").read_text(encoding="utf-8")
