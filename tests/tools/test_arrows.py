"""The command that counts the imports inside each row."""

from pathlib import Path

from tools.arrows import arrows, folders, mutual


def test_arrows_are_imports_wherever_they_stand(tmp_path: Path) -> None:
    """One at the top, one in a function, one of a module from its package; one of another row is none."""
    for name, text in {
        "app/__init__.py": "",
        "app/core/__init__.py": "",
        "app/core/session.py": "from app.home.overview import Home\nimport json\nimport views.app\n",
        "app/home/__init__.py": "",
        "app/home/overview.py": "def f():\n    from app.core import session\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    found = arrows(tmp_path, "app")
    assert ("app.core.session", "app.home.overview") in found
    assert ("app.home.overview", "app.core.session") in found
    assert not any("views" in end for _, end in found)
    assert mutual(folders(found)) == [("app.core", "app.home")]
