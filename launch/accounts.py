"""`mon-compte accounts`: who can sign in to the demonstration."""

import json
import sys

from launch.errors import CannotStart


def write(*, as_json: bool) -> None:
    """Print the demonstration accounts on stdout.

    Raises:
        CannotStart: the server that has them is not installed here.
    """
    try:
        from server.demo.accounts import DEMO_ACCOUNTS
    except ModuleNotFoundError as error:
        raise CannotStart("Les comptes de démonstration ne sont pas installés sur cet appareil.") from error
    rows = [
        {"role": account.role, "identifier": account.identifier, "password": account.password}
        for account in DEMO_ACCOUNTS
    ]
    if as_json:
        json.dump(rows, sys.stdout, indent=2)
        sys.stdout.write("\n")
        return
    heading = {"role": "Rôle", "identifier": "Identifiant", "password": "Mot de passe"}
    widths = {name: max(len(row[name]) for row in (heading, *rows)) for name in heading}
    for row in (heading, *rows):
        sys.stdout.write("  ".join(row[name].ljust(width) for name, width in widths.items()).rstrip() + "\n")
