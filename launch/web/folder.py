"""The folder of what is kept for browsers: one host at a time has it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from hosting.locks import lock
from hosting.private import make_folder
from launch.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from launch.web.settings import WebSettings

_LOCK: Final = "lock"


@contextmanager
def claimed(settings: WebSettings) -> Iterator[None]:
    """Have the folder of the settings, where one is used, for as long as this lasts.

    Two hosts over one folder would each know but half of who signs in and out, and give one session's keys twice. A
    folder that cannot be written is no reason not to start: nothing is kept in it then.

    Raises:
        CannotStart: another host has it.
    """
    if settings.folder is None or (settings.redis is not None and settings.cookie_keys is not None):
        yield
        return
    try:
        make_folder(settings.folder, own={_LOCK, "keys", "kept"})
        descriptor = os.open(settings.folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield
        return
    try:
        if not lock(descriptor):
            raise CannotStart(_taken(settings.folder))
        yield
    finally:
        os.close(descriptor)


def _taken(folder: Path) -> str:
    return (
        f"Mon Compte est déjà ouvert aux navigateurs avec ce dossier : {folder}.\n"
        "Donnez à celui-ci un autre dossier avec --data-dir ; ou, pour que plusieurs servent les mêmes personnes, "
        "donnez à tous les mêmes MON_COMPTE_REDIS et MON_COMPTE_COOKIE_KEYS."
    )
