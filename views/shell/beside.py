"""What is asked for beside a step of a wizard, and shown in its place: help.

It has the path of the step, and a query: whoever reads there has not left the step. So nothing that was typed is put
away, a password neither, and Back leads to the step.
"""

from typing import Final

from views.shell.navigation import use_query

_NAME: Final = "aide"
ASKED: Final = "assistant"
_BACK: Final = "retour"


def beside(path: str, asked: str = ASKED) -> str:
    """Return the address of what is asked for beside the step at a path: the assistant, or what else help has."""
    return f"{path}?{_NAME}={asked}"


def back_to(path: str) -> str:
    """Return the address of the step itself, for who comes back to it."""
    return beside(path, _BACK)


def use_asked() -> str | None:
    """Return what the address of the screen being drawn asks for beside it; None where it asks for nothing."""
    asked = use_query().get(_NAME)
    return None if asked == _BACK else asked


def use_comes_back() -> bool:
    """Tell whether the person comes back to the screen being drawn from what they asked for beside it."""
    return use_query().get(_NAME) == _BACK
