"""mon-compte-server admin: commands for the fund's agents, run on the machine that holds the data.

They list the identity documents that no register could check, and record an agent's verdict on one; they list accounts
that may be those of members of households, and join the two; they list what people report as inaccessible; they revoke
an attestation or a statement; and they make the clients by which programs of the fund come in.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select

from hosting.variables import prevail
from server import prepare
from server.accessibility_reports.service import AccessibilityReports
from server.back_office import commands
from server.composition import compose
from server.db import Store
from server.dispatches import commands as webhooks
from server.documents.verifications import Verifications
from server.identities.holders import Holders
from server.identities.tables import Identity
from server.outbox.administration import add_outbox, administer_outbox
from server.people.reach import Reach, limit_of
from server.people.tables import Account, is_replaced
from server.rules.documents import Verdict
from server.scans.service import Scans
from server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from server.services import Services

_VERDICTS = (Verdict.VERIFIED, Verdict.NOT_FOUND, Verdict.MISMATCH, Verdict.EXPIRED)


def administer(arguments: Sequence[str]) -> None:
    """Run a command; exit with status 1 where there is no such account.

    Raises:
        StartError: the database cannot be used.
        ValueError: a setting cannot be read.
    """
    options = _parser().parse_args(arguments)
    if options.database:
        prevail(os.environ, "database", options.database)
    settings = Settings.from_environment()
    if options.demo:
        settings = settings.but(demo=True)
    prepare(settings, starts=False)
    services = compose(settings)
    try:
        match options.act:
            case "identities":
                _list(_waiting(services))
            case "accessibility-reports":
                _list(_reports(services))
            case "outbox":
                administer_outbox(services, options)
            case "revoke-document":
                _revoke(services, options.code)
            case "clients" | "webhooks":
                _list((commands if options.act == "clients" else webhooks).run(services, options))
            case "joins":
                _list(_candidates(services))
            case "join":
                _join(services, options.account, options.member)
            case _:
                _settle(services, options.account, Verdict(options.verdict))
    finally:
        services.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mon-compte-server admin", description="Ce que les agents de la Caf font à la main."
    )
    parser.add_argument("--database", metavar="URL", help="sqlite:///… ou postgresql://… (SQLite par défaut)")
    parser.add_argument("--demo", action="store_true", help="agir sur une base de démonstration")
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("identities", help="les comptes dont l’identité reste à vérifier, un par ligne, en JSON")
    acts.add_parser(
        "accessibility-reports", help="les défauts d’accessibilité signalés, un par ligne, en JSON"
    )
    add_outbox(acts)
    revoke = acts.add_parser(
        "revoke-document", help="annuler une attestation ou un relevé : la page de vérification le dira"
    )
    revoke.add_argument("code", help="code de vérification imprimé sur le document")
    acts.add_parser(
        "joins", help="les comptes qui pourraient être ceux de personnes d’un foyer, un par ligne, en JSON"
    )
    join = acts.add_parser("join", help="rattacher un compte à la personne du foyer qu’un agent a reconnue")
    join.add_argument("account", type=UUID, help="identifiant du compte (account_id)")
    join.add_argument("member", type=UUID, help="identifiant de la personne du foyer (member_id)")
    commands.add_commands(acts)
    webhooks.add_commands(acts)
    settle = acts.add_parser("settle", help="dire ce qui a été trouvé : la personne en est informée")
    settle.add_argument("account", type=UUID, help="identifiant du compte (account_id)")
    settle.add_argument("verdict", choices=[verdict.value for verdict in _VERDICTS])
    return parser


def _list(found: Iterable[dict[str, Any]]) -> None:
    for each in found:
        sys.stdout.write(f"{json.dumps(each, ensure_ascii=False)}\n")


def _reports(services: Services) -> list[dict[str, Any]]:
    """Return the accessibility reports, oldest first."""
    with services[Store].read() as transaction:
        return [
            {
                "reference": report.reference,
                "received_at": report.received_at.isoformat(timespec="seconds"),
                "mail": report.mail,
                "phone": report.phone,
                "screen": report.screen,
                "tools": report.tools,
                "text": report.text,
            }
            for report in services[AccessibilityReports].all(transaction)
        ]


def _waiting(services: Services) -> list[dict[str, Any]]:
    """Return the accounts that wait for a check, oldest first, with all that an agent compares with the document."""
    query = (
        select(Account, Identity)
        .join(Identity, Identity.account_id == Account.id)
        .where(Account.reach == Reach.LIMITED)
        .order_by(Identity.opened_at, Account.id)
    )
    with services[Store].read() as transaction:
        return [
            {
                "account_id": str(account.id),
                "opened_at": identity.opened_at.isoformat(timespec="seconds") if identity.opened_at else None,
                "limit": limit_of(identity.verdict, scanned=any(scan.media_type for scan in identity.scans)),
                "identifier": account.identifier,
                "birth_name": identity.birth_name,
                "first_names": account.first_names,
                "birth_date": str(account.birth_date),
                "birth_place_code": identity.birth_place_code,
                "document": identity.document_kind,
                "number": identity.document_number,
                "copies": [str(services[Scans].path_of(scan)) for scan in identity.scans if scan.media_type],
            }
            for account, identity in transaction.execute(query).tuples()
            if not is_replaced(account)
        ]


def _candidates(services: Services) -> list[dict[str, Any]]:
    """Return accounts with the members of households who may be their holders, with what an agent compares."""
    with services[Store].read() as transaction:
        return [
            {
                "account_id": str(account.id),
                "member_id": str(member.id),
                "file_number": member.file.number,
                "role": member.role,
                "account_name": " ".join((*account.first_names, account.last_name)),
                "member_name": member.name,
                "account_birth_date": str(account.birth_date),
                "member_birth_date": member.birth_date,
                "has_number": account.identifier[:1].isdigit(),
                "member_has_number": member.nir_hash is not None,
            }
            for account, member in services[Holders].candidates(transaction)
        ]


def _join(services: Services, account_id: UUID, member_id: UUID) -> None:
    with services[Store].write() as transaction:
        if not services[Holders].join(transaction, account_id, member_id):
            sys.exit("mon-compte-server : ce compte et cette personne ne peuvent pas être rattachés.")
    sys.stdout.write(f"{json.dumps({'joined': True})}\n")


def _revoke(services: Services, code: str) -> None:
    with services[Store].write() as transaction:
        if not services[Verifications].revoke(transaction, code):
            sys.exit("mon-compte-server : aucun document n’a ce code.")
    sys.stdout.write(f"{json.dumps({'revoked': True})}\n")


def _settle(services: Services, account_id: UUID, verdict: Verdict) -> None:
    with services[Store].write() as transaction:
        account = transaction.get(Account, account_id)
        if account is None or is_replaced(account):
            sys.exit("mon-compte-server : aucun compte n’a cet identifiant.")
        # An agent who has the document compares its number too.
        reach = services[Holders].settle(transaction, account_id, verdict, with_number=True)
    sys.stdout.write(f"{json.dumps({'account_id': str(account_id), 'reach': reach.value})}\n")
