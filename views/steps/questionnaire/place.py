"""Where a form stands, and what the feature that has it draws besides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import flet as ft

from app.steps.questionnaire import Filling
from app.steps.questionnaire_entries import DocumentEntry
from views.steps.questionnaire.text import QuestionnaireText


def _nothing(_filling: Filling, _page_id: str) -> Sequence[ft.Control]:
    return ()


@dataclass(frozen=True, slots=True)
class FormPlace:
    """Where a form stands.

    Attributes:
        path: returns the path of one of its pages.
        later: the path of who finishes later; None where nothing is kept.
        after: the path of who has sent it.
        documents: draws a question for documents, under this label, with what is wrong.
        above: draws what stands above "Continuer" on a page, such as an estimate.
        send: what sends the form.
        sending: what is said while that takes a while.
    """

    path: Callable[[str], str]
    later: str | None
    after: str
    documents: Callable[[DocumentEntry, str, str], ft.Control]
    above: Callable[[Filling, str], Sequence[ft.Control]] = _nothing
    send: str = QuestionnaireText.SEND
    sending: str = QuestionnaireText.SENDING
