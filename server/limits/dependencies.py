"""Dependencies of operations on limits."""

from typing import Annotated

from fastapi import Depends

from server.http.dependencies import service
from server.limits.guessing import Guessing
from server.limits.rates import Rates

RatesOf = Annotated[Rates, Depends(service(Rates))]
GuessingOf = Annotated[Guessing, Depends(service(Guessing))]
