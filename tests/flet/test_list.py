"""docs/flet.md is whole."""

import re

from tests.support.processes import ROOT

LIST = (ROOT / "docs" / "flet.md").read_text(encoding="utf-8")
_INSIDE = re.compile(r"^\s*(?:from|import) (?:flet\.|flet_web|flet_desktop)", re.MULTILINE)


def test_who_looks_inside_flet_is_listed() -> None:
    """A module that imports a part of Flet's inside stands in the list, with its reason."""
    folders = ("api_client", "app", "hosting", "launch", "server", "text_rules", "tools", "views", "web")
    modules = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    inside = [path for path in modules if _INSIDE.search(path.read_text(encoding="utf-8"))]
    names = {path.relative_to(ROOT).as_posix() for path in inside}
    assert len(names) > 3
    assert {name for name in names if f"`{name}`" not in LIST} == set()


def test_each_test_is_listed() -> None:
    """A test of Flet stands in the list beside its defect, and each that the list names is there."""
    tests = {
        name
        for path in (ROOT / "tests" / "flet").glob("test_[!l]*.py")
        for name in re.findall(r"def (test_\w+)", path.read_text(encoding="utf-8"))
    }
    assert set(re.findall(r"`(test_[a-z_]+)`", LIST)) == tests
