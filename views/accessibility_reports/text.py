"""What the form for what is inaccessible says."""

from app.accessibility_reports.report import SHORT_MAX, TEXT_MAX, TEXT_MIN
from app.rules.problem import Fault, Problem
from views.shell.feature import Searched
from views.shell.formats import count


class ReportText:
    """Signaler un défaut d'accessibilité."""

    HEADING = "Signaler un défaut d'accessibilité"
    LEAD = "Une partie de Mon Compte vous est inaccessible ? Dites-le ici, sans vous connecter."
    TEXT = "Ce qui ne marche pas"
    TEXT_HINT = (
        "Ce que vous vouliez faire, et ce qui vous en empêche. "
        "N'écrivez ni mot de passe, ni numéro de Sécurité sociale."
    )
    SCREEN = "Sur quel écran (facultatif)"
    SCREEN_HINT = "Son titre ou son adresse."
    TOOLS = "Avec quels outils (facultatif)"
    TOOLS_HINT = "Par exemple : lecteur d'écran, loupe, clavier seul, commande vocale."
    ANSWER = "Comment vous répondre"
    ANSWER_MORE = "Un des deux suffit. Vous ne voulez pas de réponse ? Laissez vide."
    MAIL = "Adresse mail (facultatif)"
    PHONE = "Téléphone (facultatif)"
    SUBMIT = "Envoyer le signalement"
    DONE = "Votre signalement est envoyé"
    ANOTHER = "Signaler autre chose"
    BACK = "Retour à Accessibilité"
    KEPT = "Votre signalement est gardé un an, puis effacé. Il n'est relié à aucun compte."

    @staticmethod
    def done(reference: str, *, answered: bool) -> str:
        """Return what happens next."""
        then = (
            "Votre Caf vous répond dans un délai d'un mois."
            if answered
            else "Votre Caf le lit. Sans coordonnées, elle ne peut pas vous répondre."
        )
        return f"Référence : {reference}. {then}"

    @staticmethod
    def text(problem: Problem) -> str:
        """Return what is wrong with the description."""
        match problem.fault:
            case Fault.EMPTY:
                return "Dites ce qui ne marche pas."
            case Fault.TOO_SHORT:
                return f"Dites-en un peu plus : {TEXT_MIN} caractères au moins."
            case _:
                return _long(problem, TEXT_MAX)

    @staticmethod
    def short(problem: Problem) -> str:
        """Return what is wrong with what is said in a line."""
        return _long(problem, SHORT_MAX)


def _long(problem: Problem, most: int) -> str:
    if problem.fault is Fault.TOO_LONG:
        return f"Il y a {count(problem.count, 'caractère', 'caractères')} de trop : {most} au plus."
    return "Ce texte contient des signes invisibles, copiés avec lui. Tapez-le au clavier."


class ReportSearchText:
    """What Rechercher says of it."""

    REPORT = Searched(
        "Signaler un problème d'accessibilité",
        "",
        "handicap lecteur d'écran bug clavier",
    )
