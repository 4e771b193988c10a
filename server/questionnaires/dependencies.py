"""Dependencies of operations on the service of forms."""

from typing import Annotated

from fastapi import Depends

from server.http.dependencies import service
from server.questionnaires.service import Questionnaires

QuestionnairesOf = Annotated[Questionnaires, Depends(service(Questionnaires))]
