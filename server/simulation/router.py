"""/v1/simulations: what a household would be paid. Nothing of it is kept, and nobody need be signed in."""

import asyncio
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from hosting.addresses import site_of
from server.estimating.refusals import ESTIMATE_REFUSALS, estimating
from server.http.dependencies import StoreOf, address_of, service
from server.http.kinds import VALIDATION_FAILED
from server.http.problems import documented
from server.limits.dependencies import RatesOf
from server.limits.rates import Rate
from server.limits.rules import RATE_LIMITED
from server.questionnaires.service import FactSources
from server.rules.payment_summary import Cents, Month
from server.rules.simulated import Benefit
from server.sessions.dependencies import Person
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED
from server.simulation.basis import Fact, basis
from server.simulation.engine import State
from server.simulation.knowledge import known_answers
from server.simulation.questionnaire import definition, understood
from server.simulation.rules import SLIDER
from server.simulation.service import Reason, Simulations

SimulationsOf = Annotated[Simulations, Depends(service(Simulations))]

router = APIRouter(prefix="/v1/simulations", tags=["simulations"])
my_router = APIRouter(
    prefix="/v1/me/simulation",
    tags=["simulations"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED),
)


def _counted(request: Request, rates: RatesOf) -> None:
    rates.spend(Rate.SIMULATIONS, site_of(address_of(request)))


class Readiness(BaseModel):
    """Whether benefits can be estimated: not here, not yet, soon, now."""

    state: State


class SimulationForm(Readiness):
    """The same, with what is asked."""

    month: Month = Field(description="The month that is estimated, whose rules apply.")
    definition: dict[str, Any] = Field(description="The questionnaire.")


class Simulated(BaseModel):
    """Answers to the questionnaire, by the names of its questions."""

    answers: dict[str, Any] = Field(max_length=100)


class KnownAnswers(BaseModel):
    """Answers to the questionnaire that the fund knows."""

    answers: dict[str, Any] = Field(repr=False)


class BasisItem(BaseModel):
    """Something that an estimate rests on: an amount in cents, a number, or the value of an answer."""

    fact: Fact
    value: int | str | None


class WhyNotItem(BaseModel):
    """Why nothing would be paid; `salary` is that of the household up to which, or from which, something would be."""

    reason: Reason
    salary: Cents | None


class EstimateItem(BaseModel):
    """What a benefit would be, each month or once a year."""

    benefit: Benefit
    amount: Cents
    paid: Literal["monthly", "yearly"]
    basis: list[BasisItem]
    why_not: WhyNotItem | None


class Slider(BaseModel):
    """The same estimates for other net salaries of the household; all else is as answered.

    `amounts` has a list for each estimate, in their order, with an amount for each of `incomes`.
    """

    incomes: list[Cents]
    amounts: list[list[Cents]]
    income: Cents = Field(description="The salary of the household as answered.")


class SimulationResult(BaseModel):
    """Estimates for a month by the rules of its first day."""

    rules_date: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    month: Month
    estimates: list[EstimateItem]
    slider: Slider


@router.get("")
def read_simulation_form(simulations: SimulationsOf) -> SimulationForm:
    """Return what is asked, and whether benefits can be estimated. Nothing is started."""
    month = simulations.month
    return SimulationForm(
        state=simulations.state, month=month, definition=dict(definition(int(month[:4])).raw)
    )


@router.post("/engine", dependencies=[Depends(_counted)], responses=documented(RATE_LIMITED))
def warm_engine(simulations: SimulationsOf) -> Readiness:
    """Have the engine start, for somebody who is answering."""
    simulations.warm()
    return Readiness(state=simulations.state)


@router.post(
    "",
    dependencies=[Depends(_counted)],
    responses=documented(VALIDATION_FAILED, RATE_LIMITED) | ESTIMATE_REFUSALS,
)
async def simulate(body: Simulated, simulations: SimulationsOf) -> SimulationResult:
    """Estimate the benefits that the answers ask for, for other salaries as well. The answers are not kept."""
    # In a thread: a commune is looked for in a list of all.
    household, benefits, given = await asyncio.to_thread(understood, body.answers, simulations.today)
    with estimating():
        found = await simulations.simulate(household, benefits)
    return SimulationResult(
        rules_date=f"{found.month}-01",
        month=found.month,
        estimates=[
            EstimateItem(
                benefit=each.benefit,
                amount=each.amount,
                paid="yearly" if each.yearly else "monthly",
                basis=[BasisItem(fact=fact, value=value) for fact, value in basis(each.benefit, given)],
                why_not=WhyNotItem(reason=each.why_not.reason, salary=each.why_not.salary)
                if each.why_not
                else None,
            )
            for each in found.benefits
        ],
        slider=Slider(
            incomes=list(SLIDER),
            amounts=[list(each.amounts) for each in found.benefits],
            income=given.get("salary", 0) + given.get("partner_salary", 0),
        ),
    )


@my_router.get("")
def read_known_answers(
    person: Person,
    store: StoreOf,
    sources: Annotated[FactSources, Depends(service(FactSources))],
    simulations: SimulationsOf,
    file_id: UUID | None = None,
) -> KnownAnswers:
    """Return what the fund knows of the answers, in one of the person's files or in none."""
    with store.read() as transaction:
        answers = known_answers(transaction, person.account_id, file_id, sources, simulations.today.year)
    return KnownAnswers(answers=answers)
