"""The French of an attestation or a statement, wherever one is brought."""

from views.shell.formats import of_month


class PaperText:
    """An attestation or a statement that is made, fetched and saved."""

    CANCEL = "Annuler la préparation"
    FETCHING = "Téléchargement en cours…"
    FAILED = "Le document n'a pas pu être préparé"
    FAILED_MORE = "Ce n'est pas de votre fait. Essayez de nouveau."
    NOTHING = "Ce document ne peut pas être établi pour l'instant"
    NOTHING_MORE = "Le quotient familial de ce dossier n'est pas connu : la Caf attend vos revenus."
    SAVED = "Le document est enregistré"
    OPEN = "Ouvrir le document"
    BESIDE = "Ouvrir dans un nouvel onglet"
    SHOW = "Ouvrir"
    SEND = "Partager ou imprimer"
    UNSAVED = "Le document n'a pas pu être enregistré"
    UNSAVED_MORE = "Vérifiez la place libre et les droits du dossier, puis réessayez."
    CERTIFICATE = "Télécharger ma dernière attestation de paiement"

    @staticmethod
    def called(act: str, name: str) -> str:
        """Return what is done with which paper; the one at hand needs no name."""
        return f"{act} : {name}" if name else act

    @staticmethod
    def progress(percent: int) -> str:
        """Return how far a paper is."""
        return f"Préparation du document : {percent} %"

    @staticmethod
    def statement(name: str) -> str:
        """Return what fetches the statement of a month."""
        return f"Télécharger mon relevé de compte {of_month(name)}"
