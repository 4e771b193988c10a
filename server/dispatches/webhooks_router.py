"""/back-office/webhooks: where the fund is told that something waits for it."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Depends, Response
from pydantic import BaseModel, Field

from server.back_office.dependencies import requires_scope, scoped_router
from server.back_office.rules import ClientScope
from server.back_office.service import Caller
from server.dispatches.delivery import WebhookDelivery
from server.dispatches.rules import LONGEST_URL, TOO_MANY_WEBHOOKS, WEBHOOK_REFUSED
from server.dispatches.tables import Webhook as StoredWebhook
from server.dispatches.webhooks import Registered, Webhooks
from server.http.dependencies import StoreOf, service
from server.http.kinds import NOT_FOUND, VALIDATION_FAILED
from server.http.problems import documented

router = scoped_router("webhooks", ClientScope.WEBHOOKS)

WebhooksOf = Annotated[Webhooks, Depends(service(Webhooks))]
DeliveryOf = Annotated[WebhookDelivery, Depends(service(WebhookDelivery))]
Cursor = Annotated[str, Field(pattern=r"^[0-9]{1,18}$")]

_EXAMPLE: dict[str, Any] = {
    "url": "https://gestion.caf.example/mon-compte",
    "kinds": ["request", "upload"],
}


class WebhookSaid(BaseModel):
    """Where a webhook leads, of which kinds it tells (all, where none is named), and after which cursor it begins."""

    model_config = {"json_schema_extra": {"examples": [_EXAMPLE]}}

    url: Annotated[str, Field(min_length=1, max_length=LONGEST_URL)]
    kinds: Annotated[list[str], Field(max_length=20)] = []
    after: Cursor | None = None


class Webhook(BaseModel):
    """A webhook, how far it was told, and why not further: `failure` is of the last try."""

    webhook_id: UUID
    url: str
    kinds: list[str]
    made_by: str
    made_at: datetime
    cursor: str
    tries: int
    next_try_at: datetime | None
    failure: str | None
    told_at: datetime | None
    suspended_at: datetime | None
    former_secret_until: datetime | None

    @classmethod
    def of(cls, webhook: StoredWebhook) -> Self:
        """Return a webhook as the fund sees it."""
        return cls(
            webhook_id=webhook.id,
            url=webhook.url,
            kinds=webhook.kinds,
            made_by=webhook.made_by,
            made_at=webhook.made_at,
            cursor=str(webhook.position),
            tries=webhook.tries,
            next_try_at=webhook.due_at if webhook.tries and webhook.suspended_at is None else None,
            failure=webhook.failure,
            told_at=webhook.told_at,
            suspended_at=webhook.suspended_at,
            former_secret_until=webhook.former_until,
        )


class WebhookWithSecret(Webhook):
    """A webhook with its secret, which is told this once (`whsec_` and base64, as Standard Webhooks writes it)."""

    secret: str = Field(repr=False)

    @classmethod
    def made(cls, registered: Registered) -> Self:
        """Return a webhook with its new secret."""
        return cls(**Webhook.of(registered.webhook).model_dump(), secret=registered.secret)


class WebhookList(BaseModel):
    """All webhooks, the oldest first."""

    items: list[Webhook]


class WebhookResumption(BaseModel):
    """After which cursor all is told again; without it, what was not told yet."""

    after: Cursor | None = None


class DeadLetter(BaseModel):
    """A dispatch that a webhook could not be told of; it waits in the list of dispatches all the same."""

    dispatch_id: UUID
    cursor: str
    kind: str
    died_at: datetime
    failure: str
    replayed: bool


class DeadLetterList(BaseModel):
    """What a webhook could not be told of, the oldest first."""

    items: list[DeadLetter]


@router.get("")
def list_webhooks(webhooks: WebhooksOf, store: StoreOf) -> WebhookList:
    """Return the webhooks."""
    with store.read() as transaction:
        return WebhookList(items=[Webhook.of(each) for each in webhooks.all(transaction)])


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    responses=documented(VALIDATION_FAILED, WEBHOOK_REFUSED, TOO_MANY_WEBHOOKS),
)
def create_webhook(
    *,
    body: WebhookSaid,
    client: Annotated[Caller, requires_scope(ClientScope.WEBHOOKS)],
    webhooks: WebhooksOf,
    delivery: DeliveryOf,
    store: StoreOf,
    response: Response,
) -> WebhookWithSecret:
    """Have an address be told of dispatches, from now on or after a cursor."""
    response.headers["Cache-Control"] = "no-store"
    after = int(body.after) if body.after is not None else None
    with store.write() as transaction:
        made = webhooks.register(transaction, body.url, body.kinds, client.name, after=after)
        answer = WebhookWithSecret.made(made)
    delivery.begin()
    return answer


@router.get("/{webhook_id}", responses=documented(NOT_FOUND))
def read_webhook(webhook_id: UUID, webhooks: WebhooksOf, store: StoreOf) -> Webhook:
    """Return a webhook."""
    with store.read() as transaction:
        return Webhook.of(webhooks.find(transaction, webhook_id))


@router.delete(
    "/{webhook_id}",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=documented(NOT_FOUND),
)
def remove_webhook(webhook_id: UUID, webhooks: WebhooksOf, store: StoreOf) -> None:
    """Tell it nothing more; its dead letters go with it, dispatches stay."""
    with store.write() as transaction:
        transaction.delete(webhooks.find(transaction, webhook_id, locked=True))


@router.post("/{webhook_id}/secret", responses=documented(NOT_FOUND))
def rotate_webhook_secret(
    webhook_id: UUID, webhooks: WebhooksOf, store: StoreOf, response: Response
) -> WebhookWithSecret:
    """Replace its secret; for a day messages have two signatures, so that the receiver can be given the new one."""
    response.headers["Cache-Control"] = "no-store"
    with store.write() as transaction:
        return WebhookWithSecret.made(webhooks.rotate(transaction, webhook_id))


@router.post("/{webhook_id}/resume", responses=documented(VALIDATION_FAILED, NOT_FOUND))
def resume_webhook(
    webhook_id: UUID, body: WebhookResumption, webhooks: WebhooksOf, delivery: DeliveryOf, store: StoreOf
) -> Webhook:
    """Tell it at once what it was not told yet, also where it was suspended; or all again after a cursor."""
    after = int(body.after) if body.after is not None else None
    with store.write() as transaction:
        answer = Webhook.of(webhooks.resume(transaction, webhook_id, after=after))
    delivery.begin()
    return answer


@router.get("/{webhook_id}/dead-letters", responses=documented(NOT_FOUND))
def list_dead_letters(webhook_id: UUID, webhooks: WebhooksOf, store: StoreOf) -> DeadLetterList:
    """Return what it could not be told of, although it was tried for days, or refused several times."""
    with store.read() as transaction:
        return DeadLetterList(
            items=[
                DeadLetter(
                    dispatch_id=dispatch.id,
                    cursor=str(dispatch.position),
                    kind=dispatch.kind,
                    died_at=letter.died_at,
                    failure=letter.failure,
                    replayed=letter.replayed,
                )
                for letter, dispatch in webhooks.dead_letters(transaction, webhook_id)
            ]
        )


@router.post(
    "/{webhook_id}/dead-letters/{dispatch_id}/replay",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=documented(NOT_FOUND),
)
def replay_dead_letter(
    webhook_id: UUID, dispatch_id: UUID, webhooks: WebhooksOf, delivery: DeliveryOf, store: StoreOf
) -> None:
    """Tell it once more; once it is taken, it is a dead letter no longer."""
    with store.write() as transaction:
        webhooks.replay(transaction, webhook_id, dispatch_id)
    delivery.begin()
