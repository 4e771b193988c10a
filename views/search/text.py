"""The French of Rechercher."""

from typing import Final

from search_rules.words import LONGEST_QUERY
from views.shell.feature import SearchKind


class SearchText:
    """Rechercher."""

    HEADING = "Rechercher"
    LEAD = "Une démarche, un paiement, un courrier, un document, une réponse : avec vos mots."
    LEAD_SIGNED_OUT = (
        "Une démarche, une aide, une réponse : avec vos mots. "
        "Connectez-vous pour chercher aussi dans vos paiements, vos courriers et vos documents."
    )
    LABEL = "Que cherchez-vous ?"
    HINT = "Par exemple : changer d'adresse, paiement de mars, attestation"
    ASK = "Rechercher"
    ASKING = "Recherche en cours…"
    SUGGESTED_MORE = "La touche Entrée montre tous les résultats."
    NO_WORD = "Tapez au moins un mot ou un nombre."
    NOTHING = "Rien ne correspond"
    NOTHING_MORE = "Essayez un autre mot, ou moins de mots. Vous pouvez aussi regarder dans l'aide."
    TO_HELP = "Aller à l'aide"
    CUT = f"Votre recherche est très longue : seuls ses {LONGEST_QUERY} premiers caractères ont été cherchés."
    PARTLY = "Vos paiements, vos courriers et vos documents n'ont pas pu être cherchés"
    HEADINGS: Final = {
        SearchKind.ACT: "À faire en ligne",
        SearchKind.PAGE: "Pages",
        SearchKind.HELP: "Réponses",
    }
    NAMES: Final = {SearchKind.ACT: "démarche", SearchKind.PAGE: "page", SearchKind.HELP: "réponse"}

    @staticmethod
    def suggested(number: int) -> str:
        """Return how many suggestions there are, as it is said."""
        return "1 suggestion" if number == 1 else f"{number} suggestions"

    @staticmethod
    def suggestion(title: str, name: str) -> str:
        """Return a suggestion: what it is called, and what it is."""
        return f"{title} ({name})"

    @staticmethod
    def group(heading: str, number: int) -> str:
        """Return the heading of what was found of a kind."""
        return f"{heading} ({number})"

    @staticmethod
    def found(number: int, query: str) -> str:
        """Return how much was found for what was asked, as it is said."""
        return f"{number} {'résultat' if number == 1 else 'résultats'} pour « {query} »"

    @staticmethod
    def others(number: int) -> str:
        """Return how many results are not shown, and how to come to them."""
        which = "1 autre résultat" if number == 1 else f"{number} autres résultats"
        return f"{which} : ajoutez un mot pour préciser, comme un mois ou une année."
