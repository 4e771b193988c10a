"""mon-compte-server admin webhooks: where the fund is told that something waits for it, by an operator's hand."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any
from uuid import UUID

from server.db import Store
from server.dispatches.rules import TOO_MANY_WEBHOOKS, WEBHOOK_REFUSED
from server.dispatches.text import WebhookText
from server.dispatches.webhooks import Webhooks
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from sqlalchemy.orm import Session as Transaction

    from server.dispatches.tables import Webhook
    from server.dispatches.webhooks import Registered
    from server.services import Services

_BY = "admin"
_REFUSALS = {
    WEBHOOK_REFUSED: WebhookText.REFUSED,
    TOO_MANY_WEBHOOKS: WebhookText.TOO_MANY,
    NOT_FOUND: WebhookText.UNKNOWN,
}


def add_commands(acts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `webhooks` with its own commands."""
    parser = acts.add_parser("webhooks", help=WebhookText.DESCRIPTION, description=WebhookText.DESCRIPTION)
    commands = parser.add_subparsers(dest="command", required=True)
    create = commands.add_parser("create", help=WebhookText.CREATE)
    create.add_argument("url", help=WebhookText.URL)
    create.add_argument("--kind", dest="kinds", action="append", default=[], help=WebhookText.KIND)
    commands.add_parser("list", help=WebhookText.LIST)
    for name, text in (
        ("rotate", WebhookText.ROTATE),
        ("remove", WebhookText.REMOVE),
        ("resume", WebhookText.RESUME),
        ("dead-letters", WebhookText.DEAD_LETTERS),
        ("replay", WebhookText.REPLAY),
    ):
        commands.add_parser(name, help=text).add_argument("webhook", type=UUID, help=WebhookText.ID)


def run(services: Services, options: argparse.Namespace) -> Iterable[dict[str, Any]]:
    """Run a command; return what it answers, an object a line. It exits with status 1 where that cannot be done."""
    webhooks = services[Webhooks]
    try:
        with services[Store].write() as transaction:
            return _run(webhooks, transaction, options)
    except Problem as problem:
        sys.exit(f"mon-compte-server : {_REFUSALS.get(problem.kind, WebhookText.UNKNOWN_KIND)}")


def _run(webhooks: Webhooks, transaction: Transaction, options: argparse.Namespace) -> list[dict[str, Any]]:
    match options.command:
        case "create":
            return [_with_secret(webhooks.register(transaction, options.url, options.kinds, _BY, after=None))]
        case "rotate":
            return [_with_secret(webhooks.rotate(transaction, options.webhook))]
        case "remove":
            transaction.delete(webhooks.find(transaction, options.webhook, locked=True))
            return [{"webhook_id": str(options.webhook), "removed": True}]
        case "resume":
            return [_described(webhooks.resume(transaction, options.webhook))]
        case "dead-letters":
            return [
                {
                    "dispatch_id": str(dispatch.id),
                    "kind": dispatch.kind,
                    "died_at": letter.died_at.isoformat(timespec="seconds"),
                    "failure": letter.failure,
                }
                for letter, dispatch in webhooks.dead_letters(transaction, options.webhook)
            ]
        case "replay":
            webhooks.replay(transaction, options.webhook)
            return [{"webhook_id": str(options.webhook), "replayed": True}]
        case _:
            return [_described(each) for each in webhooks.all(transaction)]


def _with_secret(made: Registered) -> dict[str, Any]:
    return {"webhook_id": str(made.webhook.id), "secret": made.secret}


def _described(webhook: Webhook) -> dict[str, Any]:
    at = webhook.told_at, webhook.suspended_at
    told_at, suspended_at = (each.isoformat(timespec="seconds") if each else None for each in at)
    return {
        "webhook_id": str(webhook.id),
        "url": webhook.url,
        "kinds": webhook.kinds,
        "cursor": str(webhook.position),
        "tries": webhook.tries,
        "failure": webhook.failure,
        "told_at": told_at,
        "suspended_at": suspended_at,
    }
