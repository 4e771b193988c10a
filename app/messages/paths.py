"""The paths of Courriers."""

from typing import Final, Literal

from app.core.routes import HOME

MESSAGES: Final = f"{HOME}/courriers"
WRITE: Final = f"{MESSAGES}/ecrire"
THREAD: Final = f"{MESSAGES}/:thread"
BOX: Final = "boite"
SUBJECT: Final = "sujet"

Box = Literal["all", "unread", "archived"]
_BOXES: Final[dict[Box, str]] = {"all": "", "unread": "non-lus", "archived": "archives"}


def box_path(box: Box) -> str:
    """Return the path of the threads in a box."""
    return f"{MESSAGES}?{BOX}={_BOXES[box]}" if _BOXES[box] else MESSAGES


def box_of(said: str) -> Box:
    """Return the box that an address names; all of them where it names none."""
    return next((box for box, name in _BOXES.items() if name == said), "all")


def write_path(subject: str) -> str:
    """Return the path of what is written to the fund about a subject, by its code."""
    return f"{WRITE}?{SUBJECT}={subject}"


def thread_path(thread_id: str) -> str:
    """Return the path of a thread."""
    return f"{MESSAGES}/{thread_id}"
