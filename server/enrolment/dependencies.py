"""Dependencies of operations on enrolments."""

from typing import Annotated

from fastapi import Depends

from server.enrolment.completion import Completions
from server.enrolment.service import Enrolments
from server.http.dependencies import service

EnrolmentsOf = Annotated[Enrolments, Depends(service(Enrolments))]
CompletionsOf = Annotated[Completions, Depends(service(Completions))]
