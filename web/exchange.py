"""What a tab and its browser say to each other, whichever socket carries it: numbered, and nothing twice."""

import json
from typing import Any, Final

_MOST_UNSEEN: Final = 50


class Exchange:
    """What was said between a tab and its browser, whichever socket carries it.

    Attributes:
        heard: the number of the last message of the browser's that the program was told.
        done: the number of the last one that it has worked off, all before it included.
        sent: the number of the last message to it.
        unseen: messages that it may not have, by their numbers.
    """

    def __init__(self) -> None:
        self.heard = 0
        self.done = 0
        self.sent = 0
        self.unseen: dict[int, str] = {}

    def write(self, told: dict[str, Any]) -> str:
        """Return a message, numbered and kept until it was seen; one that only acknowledges is neither."""
        if told:
            self.sent += 1
            told = {"n": self.sent, "heard": self.heard, "done": self.done, **told}
            text = _json(told)
            if len(self.unseen) >= _MOST_UNSEEN:
                self.unseen.clear()  # whoever comes back is told all anew
            self.unseen[self.sent] = text
            return text
        return _json({"heard": self.heard, "done": self.done})

    def note_seen(self, number: int) -> None:
        """Forget what was seen."""
        self.unseen = {each: text for each, text in self.unseen.items() if each > number}


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
