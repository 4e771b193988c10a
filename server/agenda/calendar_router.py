"""/agenda/{secret}.ics: what calendars read at a private address, without a session.

A secret that opens nothing is answered as any other address at which there is nothing.
"""

import re
from typing import Annotated, Final

from fastapi import APIRouter, Header, Request, Response
from fastapi.concurrency import run_in_threadpool

from server.agenda.calendar import MEDIA_TYPE, calendar_of, tag_of
from server.agenda.router import AgendaOf, SubscriptionsOf
from server.agenda.rules import PARIS, usual_days
from server.agenda.service import Agenda
from server.agenda.subscriptions import Subscriptions
from server.clock import Clock
from server.db import Store
from server.http.dependencies import ClockOf, StoreOf, address_of
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem
from server.limits.dependencies import RatesOf
from server.limits.rates import Rate

router = APIRouter(prefix="/agenda", include_in_schema=False)

_SECRET: Final = re.compile(r"[\w-]{43}", re.ASCII)
# A calendar asks again after some hours by itself; what it has is its person's alone.
_HEADERS: Final = {
    "Cache-Control": "private, max-age=900, must-revalidate",
    "Content-Disposition": 'inline; filename="agenda-caf.ics"',
    "X-Robots-Tag": "noindex",
}


@router.api_route("/{secret}.ics", methods=["GET", "HEAD"])
async def read_calendar(
    *,
    request: Request,
    secret: str,
    agenda: AgendaOf,
    subscriptions: SubscriptionsOf,
    rates: RatesOf,
    store: StoreOf,
    clock: ClockOf,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Return the dates of the person whose address it is, as a calendar file."""
    await run_in_threadpool(rates.spend, Rate.CALENDARS, address_of(request))
    if not _SECRET.fullmatch(secret):
        raise Problem(NOT_FOUND)
    content = await run_in_threadpool(_content, agenda, subscriptions, store, clock, secret)
    if content is None:
        raise Problem(NOT_FOUND)
    headers = {**_HEADERS, "ETag": tag_of(content)}
    if if_none_match is not None and headers["ETag"] in re.split(r"\s*,\s*", if_none_match.replace("W/", "")):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=MEDIA_TYPE, headers=headers)


def _content(
    agenda: Agenda, subscriptions: Subscriptions, store: Store, clock: Clock, secret: str
) -> bytes | None:
    now = clock.now()
    with store.read() as transaction:
        account = subscriptions.holder(transaction, secret)
        if account is None:
            return None
        dates = agenda.of_account(transaction, account, *usual_days(now.astimezone(PARIS).date()))
        return calendar_of(dates, account.id, made_on=now)
