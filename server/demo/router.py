"""/demo: the operations of a demonstration."""

from datetime import datetime, timedelta
from html import escape
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response
from pydantic import AwareDatetime, BaseModel, Field
from sqlalchemy import select

from server.contact.service import Appointments
from server.demo.accounts import NEWCOMERS, Newcomer
from server.demo.fund import DemoFund
from server.demo.store import move_clock, reset, time_after
from server.demo.tables import Fault
from server.dispatches.delivery import WebhookDelivery
from server.http.dependencies import ClockOf, SettingsOf, StoreOf, service
from server.http.kinds import VALIDATION_FAILED
from server.http.problems import documented
from server.http.text_fields import refuse_hostile_text
from server.limits.dependencies import GuessingOf
from server.notifications.delivery import Delivery
from server.notifications.reminders import Reminders
from server.outbox.tables import OutboxMessage
from server.questionnaires.dependencies import QuestionnairesOf
from server.questionnaires.router import QuestionnaireSummary
from server.rules.codes import Channel
from server.rules.identifiers import grouped_identifier
from server.scans.dependencies import ScansOf

router = APIRouter(
    prefix="/demo",
    tags=["demo"],
    dependencies=[Depends(refuse_hostile_text)],
    responses=documented(VALIDATION_FAILED),
)

_NEWEST = 100
_TEN_YEARS_S = 10 * 366 * 24 * 3600
_MINUTE_MS = 60_000
_SQL_TEXT = r"^[^\x00]*$"


class SentMessage(BaseModel):
    """A message that would have been sent."""

    channel: Channel
    to: str
    subject: str
    body: str
    code: str | None
    sent_at: datetime


class Advance(BaseModel):
    """How far the clock moves."""

    advance_seconds: Annotated[int, Field(ge=0, le=_TEN_YEARS_S)]


class Time(BaseModel):
    """The time of the demonstration's clock."""

    now: AwareDatetime


class FaultWanted(BaseModel):
    """A fault to show: the prefix of its paths, its status (null: only slow), its delay, and how many times."""

    path: Annotated[str, Field(min_length=1, max_length=200, pattern=_SQL_TEXT)]
    status: Annotated[int, Field(ge=400, le=599)] | None = None
    latency_ms: Annotated[int, Field(ge=0, le=_MINUTE_MS)] = 0
    times: Annotated[int, Field(ge=1, le=1_000_000)] = 1


class Checks(BaseModel):
    """The verdict of the register."""

    verdict: Literal["verified", "not_found", "mismatch", "expired"]


@router.get("/messages")
def list_messages(store: StoreOf) -> list[SentMessage]:
    """Return the messages, newest first."""
    query = select(OutboxMessage).order_by(OutboxMessage.id.desc()).limit(_NEWEST)
    with store.read() as transaction:
        return [SentMessage.model_validate(row, from_attributes=True) for row in transaction.scalars(query)]


@router.get("", response_class=HTMLResponse)
def show_messages(store: StoreOf) -> HTMLResponse:
    """Show the messages as a page."""
    return HTMLResponse(
        _page(list_messages(store)),
        headers={
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        },
    )


@router.post("/clock")
def advance_clock(
    body: Advance,
    *,
    fund: Annotated[DemoFund, Depends(service(DemoFund))],
    appointments: Annotated[Appointments, Depends(service(Appointments))],
    reminders: Annotated[Reminders, Depends(service(Reminders))],
    delivery: Annotated[Delivery, Depends(service(Delivery))],
    webhooks: Annotated[WebhookDelivery, Depends(service(WebhookDelivery))],
    store: StoreOf,
    clock: ClockOf,
) -> Time:
    """Move the clock on, and have the fund do what it would have done meanwhile."""
    to = time_after(store, clock, timedelta(seconds=body.advance_seconds))
    fund.live(to)
    now = move_clock(store, clock, to)
    with store.write() as transaction:
        appointments.remind(transaction)
    reminders.remind()
    delivery.send_due()
    webhooks.tell_due()
    return Time(now=now)


@router.post("/faults", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
def add_fault(body: FaultWanted, store: StoreOf) -> None:
    """Make the next requests with that prefix fail."""
    with store.write() as transaction:
        transaction.add(
            Fault(path=body.path, status=body.status, latency_ms=body.latency_ms, times_left=body.times)
        )


@router.post("/questionnaires", status_code=HTTPStatus.CREATED)
def publish_questionnaire(
    body: dict[str, Any], questionnaires: QuestionnairesOf, store: StoreOf
) -> QuestionnaireSummary:
    """Publish a form, or a newer version of one, as the fund would: docs/questionnaires.md says how one is written."""
    with store.write() as transaction:
        return QuestionnaireSummary.of(questionnaires.publish(transaction, body))


@router.post("/checks", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
def answer_checks(body: Checks, fund: Annotated[DemoFund, Depends(service(DemoFund))]) -> None:
    """Settle every document that waits for the register, with that verdict."""
    fund.check_enrolments(body.verdict)


@router.post("/reset", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
def reset_demo(
    scans: ScansOf, guessing: GuessingOf, settings: SettingsOf, store: StoreOf, clock: ClockOf
) -> None:
    """Reset everything to the first start."""
    reset(store, clock, settings)
    guessing.reset()
    scans.erase_orphans(store)


def _page(messages: list[SentMessage]) -> str:
    shown = "".join(_article(message) for message in messages) or "<p>Aucun message pour l’instant.</p>"
    newcomers = "".join(map(_newcomer, NEWCOMERS))
    return f"""<!doctype html>
<html lang="fr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Messages de démonstration – Mon Compte</title>
<style>
:root {{ color-scheme: light dark; --page: #F6F5F1; --card: #FFFFFF; --ink: #1B1D26; --link: #24389B }}
@media (prefers-color-scheme: dark) {{
  :root {{ --page: #12131A; --card: #1C1E29; --ink: #F1F2F7; --link: #AEBBFF }}
}}
body {{ background: var(--page); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif;
       max-width: 40rem; margin: 0 auto; padding: 1.5rem 1rem }}
article {{ background: var(--card); border-radius: 1rem; padding: 1rem 1.5rem; margin: 1rem 0 }}
a {{ color: var(--link) }}
h2, h3 {{ font-size: 1.25rem; margin: 0 }} dt {{ font-weight: 600 }}
dd {{ margin: 0 0 .5rem }}
pre {{ white-space: pre-wrap; font: inherit }}
</style></head><body><main>
<h1>Messages de démonstration</h1>
<p>Aucun courriel ni SMS ne part d’ici : les voici, le plus récent d’abord. <a href="/demo">Actualiser</a></p>
{shown}
<h2>Créer un compte</h2>
<p>Ces personnes inventées n’ont pas encore de compte :</p>
{newcomers}
</main></body></html>"""


def _article(message: SentMessage) -> str:
    channel = "Courriel" if message.channel is Channel.MAIL else "SMS"
    code = f"<p>Code : <strong>{escape(message.code)}</strong></p>" if message.code else ""
    return (
        f"<article><h2>{escape(message.subject)}</h2>"
        f'<p>{channel} à {escape(message.to)}, <time datetime="{message.sent_at.isoformat()}">'
        f"le {message.sent_at:%d/%m/%Y à %H:%M:%S} (heure UTC)</time></p>"
        f"{code}<pre>{escape(message.body)}</pre></article>"
    )


_DOCUMENTS = {
    "cni": "carte d’identité",
    "passport": "passeport",
    "residence_permit": "titre de séjour",
    "none": "pas de pièce d’identité française",
}
_OUTCOMES = {
    "verified": "acceptée",
    "scan_asked": "photo demandée",
    "expired": "périmée",
    "mismatch": "au nom de quelqu’un d’autre",
    "not_found": "inconnue",
    "unavailable": "vérification en panne",
}


def _newcomer(person: Newcomer) -> str:
    known = (
        ("Numéro de Sécurité sociale", grouped_identifier(person.nir) if person.nir else "aucun"),
        ("Civilité", person.civility.capitalize()),
        ("Nom de naissance", person.birth_name),
        ("Prénoms", ", ".join(person.first_names)),
        ("Date de naissance", "/".join(reversed(person.birth_date.split("-")))),
        ("Lieu de naissance (code Insee)", person.birth_place_code),
        *([("Adresse mail connue de la Caf", person.known_contact)] if person.known_contact else []),
        ("Pièce", f"{_DOCUMENTS[person.document_kind]} {person.document_number or ''}".strip()),
    )
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in known)
    return f"<article><h3>Pièce {_OUTCOMES[person.outcome]} ({escape(person.case)})</h3><dl>{rows}</dl></article>"
