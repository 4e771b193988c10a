"""The French of Aide. What the articles say stands in `app/help/articles`."""

from app.help.assistant import QUESTION_MAX
from app.rules.problem import Fault, Problem
from views.shell.formats import count


class HelpText:
    """Aide."""

    HEADING = "Aide"
    LEAD = "Posez votre question, ou choisissez-la dans la liste."
    SCREENS = "Aussi utile"
    ARTICLE_SCREENS = "Faire maintenant"
    ALL = "Toute l'aide"
    EASY_LEAD = "Ici, vous trouvez des réponses."


class AssistantText:
    """The assistant."""

    HEADING = "Poser une question"
    LEAD = "Un programme cherche la réponse dans les pages d'aide. Votre question reste ici : personne ne la garde."
    QUESTION = "Votre question"
    QUESTION_HINT = "Avec vos mots. Par exemple : pourquoi j'ai reçu moins ce mois-ci ?"
    SUBMIT = "Chercher la réponse"
    NOT_KNOWN = "Je ne sais pas"
    NOT_KNOWN_MORE = "Aucune page d'aide ne répond à cette question. Essayez avec d'autres mots."
    READ = "Lire toute la réponse"
    YOURS = "Dans votre dossier"
    BEFORE = "Vos questions d'avant"
    NOT_IT = "Ce n'est pas la réponse que vous cherchez ?"
    WRITE = "Écrire à ma Caf"
    WRITE_MORE = "Votre question y sera déjà écrite."
    REACH = "Contacter ma Caf"

    NOT_SURE = "Je ne suis pas sûr d'avoir la réponse"

    @staticmethod
    def near(titles: list[str]) -> str:
        """Return what comes nearest to a question."""
        return f"Je trouve seulement, au plus près : {' ; '.join(titles)}."

    @staticmethod
    def asked(question: str) -> str:
        """Return a question as it was asked."""
        return f"« {question} »"

    @staticmethod
    def found(titles: list[str]) -> str:
        """Return how many answers there are, and what they are called."""
        return f"{count(len(titles), 'réponse trouvée', 'réponses trouvées')} : {' ; '.join(titles)}"

    @staticmethod
    def act(label: str, title: str) -> str:
        """Return the accessible name of what leads to something that is to be done."""
        return f"{label} : {title}"

    @staticmethod
    def source(title: str) -> str:
        """Return where an answer comes from."""
        return f"D'après : {title}"

    @staticmethod
    def read(title: str) -> str:
        """Return the accessible name of the link to an article."""
        return f"{AssistantText.READ} : {title}"

    @staticmethod
    def question(problem: Problem) -> str:
        """Return what is wrong with a question, and how to mend it."""
        if problem.fault is Fault.TOO_LONG:
            excess = count(problem.count, "caractère", "caractères")
            return f"Il y a {excess} de trop : {QUESTION_MAX} au plus. Gardez l'essentiel."
        return "Tapez votre question."
