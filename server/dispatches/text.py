"""What operators are told of webhooks, in French."""

from typing import Final


class WebhookText:
    """Sentences of the command."""

    DESCRIPTION: Final = (
        "Les adresses de la Caf prévenues de ce qui est envoyé (webhooks) : docs/back-office.md."
    )
    CREATE: Final = "prévenir une adresse ; son secret n’est montré qu’une fois"
    URL: Final = "https://… ; un réseau de la Caf est à nommer dans MON_COMPTE_WEBHOOK_NETWORKS"
    KIND: Final = "ne prévenir que de cette sorte d’envoi ; à répéter pour plusieurs"
    LIST: Final = "les webhooks et leur avancement, un par ligne, en JSON"
    ROTATE: Final = "remplacer le secret ; l’ancien signe encore un jour"
    REMOVE: Final = "ne plus prévenir cette adresse"
    RESUME: Final = "reprendre un webhook suspendu ou en attente, dans les dix minutes"
    DEAD_LETTERS: Final = "ce qui n’a pas pu être dit, un par ligne, en JSON"
    REPLAY: Final = "redire ce qui n’a pas pu l’être, dans les dix minutes"
    ID: Final = "identifiant du webhook (webhook_id)"
    REFUSED: Final = (
        "aucun webhook ne peut mener là : une adresse https publique est attendue, ou un réseau nommé dans "
        "MON_COMPTE_WEBHOOK_NETWORKS."
    )
    TOO_MANY: Final = "il y a déjà autant de webhooks que possible : retirez-en un."
    UNKNOWN: Final = "aucun webhook n’a cet identifiant."
    UNKNOWN_KIND: Final = "une sorte d’envoi est inconnue : docs/back-office.md en donne la liste."
