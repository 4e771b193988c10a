"""What operators are told of clients, in French."""

from typing import Final


class ClientText:
    """Sentences of the command."""

    DESCRIPTION: Final = "Les programmes de la Caf (clients OAuth 2) : docs/back-office.md."
    CREATE: Final = "créer un client ; son secret n’est montré qu’une fois"
    LIST: Final = "les clients, un par ligne, en JSON"
    ROTATE: Final = "remplacer le secret d’un client ; l’ancien marche encore un jour"
    REVOKE: Final = "arrêter un client : ses secrets et ses jetons ne marchent plus"
    NAME: Final = "de 3 à 40 lettres minuscules, chiffres et tirets, comme versements"
    SCOPE: Final = "ce qu’il peut faire ; à répéter pour plusieurs"
    AT_ONCE: Final = "l’ancien secret et les jetons ne marchent plus dès maintenant"
    NAME_SHAPE: Final = "un nom est attendu : de 3 à 40 lettres minuscules, chiffres et tirets"

    @staticmethod
    def taken(name: str) -> str:
        """Return that a client has or had that name."""
        return f"il y a ou il y a eu un client « {name} » : choisissez un autre nom."

    @staticmethod
    def unknown(name: str) -> str:
        """Return that there is no client of that name."""
        return f"aucun client en service ne s’appelle « {name} »."
