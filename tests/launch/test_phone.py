"""What a phone is given of the packages that the program needs."""

import tomllib
from fnmatch import fnmatch
from pathlib import Path

import babel

ROOT = Path(__file__).parents[2]


def test_a_phone_keeps_french_alone() -> None:
    """Of the thousand languages that come with Babel it keeps the one that is read, and what that one stands upon."""
    globs = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["flet"]["cleanup"]["package_files"]
    languages = [
        path for path in (Path(babel.__file__).parent / "locale-data").iterdir() if path.suffix == ".dat"
    ]
    kept = [path.name for path in languages if not any(fnmatch(str(path), glob) for glob in globs)]
    assert sorted(kept) == ["fr.dat", "root.dat"]
    assert len(languages) > len(kept)
