"""The text of messages. The only prose that the server writes: no client stands between it and the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta


def sign_in_code(code: str, validity: timedelta) -> tuple[str, str]:
    """Subject and body of the message that brings the code asked at sign-in."""
    minutes = int(validity.total_seconds()) // 60
    body = (
        f"Bonjour,\n\nVotre code pour vous connecter à Mon Compte : {code}\n\n"
        f"Il est valable {minutes} minutes. Ne le donnez à personne.\n"
        "Vous n’avez rien demandé ? Ne faites rien : sans ce code, personne ne peut entrer.\n\nMon Compte"
    )
    return "Votre code de vérification", body
