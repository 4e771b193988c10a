"""Where Aide leads: on its own screens, or beside a step of a wizard, which is not left."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Self

from app.help.paths import ASSISTANT, HELP, article_path
from views.help.text import HelpText
from views.shell.beside import back_to, beside
from views.shell.text import WizardText


@dataclass(frozen=True)
class Ways:
    """The addresses of Aide, from where one is.

    Attributes:
        article: gives that of an article.
        assistant: that of the assistant.
        out: what leads out of it, and where to.
        elsewhere: whether it leads to other screens of the program, too.
    """

    article: Callable[[str], str]
    assistant: str
    out: tuple[str, str]
    elsewhere: bool

    @classmethod
    def beside(cls, path: str) -> Self:
        """Return them beside the step at a path."""
        return cls(
            lambda article_id: beside(path, article_id),
            beside(path),
            (WizardText.BACK_TO_STEP, back_to(path)),
            elsewhere=False,
        )


EVERYWHERE: Final = Ways(article_path, ASSISTANT, (HelpText.ALL, HELP), elsewhere=True)
