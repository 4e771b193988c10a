"""mon-compte-server admin clients: the programs of a fund, made and revoked by an operator."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, Any

from server.back_office.rules import CLIENT_NAME, ClientScope
from server.back_office.service import Clients, NameTaken, NoSuchClient
from server.back_office.text import ClientText

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from server.back_office.tables import Client
    from server.services import Services


def add_commands(acts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `clients` with its own commands."""
    parser = acts.add_parser("clients", help=ClientText.DESCRIPTION, description=ClientText.DESCRIPTION)
    commands = parser.add_subparsers(dest="command", required=True)
    create = commands.add_parser("create", help=ClientText.CREATE)
    create.add_argument("name", type=_name, help=ClientText.NAME)
    create.add_argument(
        "--scope",
        dest="scopes",
        action="append",
        required=True,
        choices=list(ClientScope),
        help=ClientText.SCOPE,
    )
    commands.add_parser("list", help=ClientText.LIST)
    rotate = commands.add_parser("rotate", help=ClientText.ROTATE)
    rotate.add_argument("name", type=_name)
    rotate.add_argument("--at-once", action="store_true", help=ClientText.AT_ONCE)
    commands.add_parser("revoke", help=ClientText.REVOKE).add_argument("name", type=_name)


def run(services: Services, options: argparse.Namespace) -> Iterable[dict[str, Any]]:
    """Run a command; return what it answers, an object a line.

    It exits with status 1 where there is no such client, or the name is taken.
    """
    clients = services[Clients]
    try:
        match options.command:
            case "create":
                secret = clients.create(options.name, [ClientScope(each) for each in options.scopes])
                return [{"client_id": options.name, "client_secret": secret}]
            case "rotate":
                secret = clients.rotate(options.name, at_once=options.at_once)
                return [{"client_id": options.name, "client_secret": secret}]
            case "revoke":
                clients.revoke(options.name)
                return [{"client_id": options.name, "revoked": True}]
            case _:
                return [_described(client) for client in clients.all()]
    except NameTaken:
        sys.exit(f"mon-compte-server : {ClientText.taken(options.name)}")
    except NoSuchClient:
        sys.exit(f"mon-compte-server : {ClientText.unknown(options.name)}")


def _name(text: str) -> str:
    if not re.fullmatch(CLIENT_NAME, text, re.ASCII):
        raise argparse.ArgumentTypeError(ClientText.NAME_SHAPE)
    return text


def _described(client: Client) -> dict[str, Any]:
    return {
        "client_id": client.name,
        "scopes": client.scopes,
        "created_at": _time(client.created_at),
        "rotated_at": _time(client.rotated_at),
        "former_secret_until": _time(client.former_until),
        "last_used_at": _time(client.last_used_at),
        "revoked_at": _time(client.revoked_at),
    }


def _time(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
