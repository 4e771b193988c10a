"""Authorisations of spouses, as the fund hears of them."""

from pydantic import BaseModel
from sqlalchemy.orm import Session as Transaction

from server.feature import Act, Dispatchable, Told
from server.people.tables import Member
from server.services import Services

SPOUSE_AUTHORISATION = "spouse_authorisation"


class DispatchedAuthorisation(BaseModel):
    """The spouse of a file, and whether they are authorised now."""

    spouse: str
    authorised: bool


def _read(_: Services, transaction: Transaction, act: Act) -> Told | None:
    spouse = transaction.get(Member, act.subject_id)
    if spouse is None:
        return None
    return Told(DispatchedAuthorisation(spouse=spouse.name, authorised=spouse.authorised))


DISPATCHABLE = (Dispatchable(SPOUSE_AUTHORISATION, DispatchedAuthorisation, _read),)
