"""Forms that are described by data: a new one needs nothing here."""

from views.steps.questionnaire.place import FormPlace
from views.steps.questionnaire.questionnaire import questionnaire

__all__ = ["FormPlace", "questionnaire"]
