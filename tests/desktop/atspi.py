"""Reads the accessibility bus, or acts through it: run by the system's Python, which has gi.

`atspi.py` prints every node of every window as JSON; `atspi.py NAME` does the first action of the node so named.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import gi

gi.require_version("Atspi", "2.0")

from gi.repository import Atspi, GLib  # noqa: E402 - after the version is chosen

if TYPE_CHECKING:
    from collections.abc import Iterator

STATES = {"focused": Atspi.StateType.FOCUSED, "checked": Atspi.StateType.CHECKED}


def nodes(node: Atspi.Accessible) -> Iterator[tuple[Atspi.Accessible, dict[str, object]]]:
    try:
        states = node.get_state_set()
        yield (
            node,
            {
                "role": node.get_role_name(),
                "name": node.get_name(),
                "states": [name for name, state in STATES.items() if states.contains(state)],
            },
        )
        for index in range(node.get_child_count()):
            yield from nodes(node.get_child_at_index(index))
    except (AttributeError, GLib.Error):
        return  # gone while being read


if sys.argv[1:]:
    for node, told in nodes(Atspi.get_desktop(0)):
        if told["name"] == sys.argv[1]:
            sys.exit(0 if node.do_action(0) else 1)
    sys.exit(1)
json.dump([told for _, told in nodes(Atspi.get_desktop(0))], sys.stdout)
