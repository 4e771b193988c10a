"""Files that other programs of a desktop show, on a real disk."""

from pathlib import Path

import pytest

from app.platforms.opened_files import OpenedFiles


def test_a_file_is_its_owners_alone_and_written_over_by_none(tmp_path: Path) -> None:
    """Two papers of one name are two files, in folders of their own; no name leads elsewhere."""
    files = OpenedFiles(tmp_path / "opened")
    one, other = files.put("releve.pdf", b"one"), files.put("../../releve.pdf", b"other")
    assert (one.read_bytes(), other.read_bytes()) == (b"one", b"other")
    assert {each.name for each in (one, other)} == {"releve.pdf"}
    assert other.is_relative_to(tmp_path / "opened")
    modes = [each.stat().st_mode & 0o777 for each in (tmp_path / "opened", one.parent, one)]
    assert modes == [0o700, 0o700, 0o600]


def test_what_a_killed_program_left_goes_with_the_next(tmp_path: Path) -> None:
    """A crash erases nothing; the next start does, and so does the sign-out."""
    left = OpenedFiles(tmp_path / "opened").put("releve.pdf", b"figures")
    files = OpenedFiles(tmp_path / "opened")
    assert not left.exists()
    files.put("releve.pdf", b"figures")
    files.wipe()
    assert not (tmp_path / "opened").exists()


def test_where_no_program_shows_files_none_is_written(tmp_path: Path) -> None:
    """A phone, a host of browsers: nothing of anybody goes to the disk."""
    with pytest.raises(FileNotFoundError):
        OpenedFiles().put("releve.pdf", b"figures")
    assert not list(tmp_path.iterdir())
