"""mon-compte-server admin outbox: messages that wait to leave, and those that were given up."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING
from uuid import UUID

from server.outbox.waiting import WaitingMessages

if TYPE_CHECKING:
    import argparse

    from server.services import Services


def add_outbox(acts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of `admin`."""
    outbox = acts.add_parser(
        "outbox", help="les courriels et SMS qui attendent de partir, ou ont été abandonnés"
    )
    each = outbox.add_subparsers(dest="outbox_act", required=True)
    each.add_parser("list", help="tous, un par ligne, en JSON, sans adresse ni texte")
    for name, said in (
        ("retry", "les réessayer tout de suite, une fois réparé ce qui les retenait"),
        ("drop", "les effacer : ils ne partiront jamais"),
    ):
        act = each.add_parser(name, help=said)
        which = act.add_mutually_exclusive_group(required=True)
        which.add_argument("--dead", action="store_true", help="tous ceux qui ont été abandonnés")
        which.add_argument(
            "messages", type=UUID, nargs="*", default=[], metavar="MESSAGE", help="identifiants (message_id)"
        )


def administer_outbox(services: Services, options: argparse.Namespace) -> None:
    """Run the command; exit with status 1 where no message is concerned."""
    waiting = services[WaitingMessages]
    if options.outbox_act == "list":
        for message in waiting.all():
            shown = {
                "message_id": str(message.id),
                "channel": message.channel.value,
                "to": message.to,
                "subject": message.subject,
                "posted_at": message.posted_at.isoformat(timespec="seconds"),
                "tries": message.tries,
                "dead": message.due_at is None,
                "next_try_at": message.due_at.isoformat(timespec="seconds") if message.due_at else None,
                "failure": message.failure,
            }
            sys.stdout.write(f"{json.dumps(shown, ensure_ascii=False)}\n")
        return
    act = waiting.retry if options.outbox_act == "retry" else waiting.drop
    number = act(None if options.dead else options.messages)
    if not number and not options.dead:
        sys.exit("mon-compte-server : aucun message n’a cet identifiant.")
    sys.stdout.write(f"{json.dumps({'messages': number})}\n")
