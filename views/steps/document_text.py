"""The French of documents that are sent: files, photographs, and what the fund calls them."""

from collections.abc import Mapping


class SendingText:
    """A file on its way."""

    CANCEL = "Annuler l'envoi"
    RETRY = "Reprendre l'envoi"
    REMOVE = "Retirer"
    INTERRUPTED = "L'envoi s'est arrêté en route"
    INTERRUPTED_MORE = "Choisissez à nouveau le même fichier : seul ce qui manque sera envoyé."
    CHOOSE_AGAIN = "Choisir à nouveau"

    @staticmethod
    def sending(name: str, share: int) -> str:
        """Return how far a file has gone, in per cent."""
        return f"{name} : {share} % envoyés"

    @staticmethod
    def sent(name: str) -> str:
        """Return that a file has arrived."""
        return f"{name} : bien reçu"


_SUPPORTING_DOCUMENTS: Mapping[str, str] = {
    "rent_certificate": "Attestation de loyer",
    "school_certificate": "Certificat de scolarité",
    "identity_document": "Pièce d'identité",
    "bank_details": "Relevé d'identité bancaire",
    "income_statement": "Justificatif de revenus",
    "appeal": "Ce qui appuie un recours",
    "message": "Pièce jointe à un courrier",
    "other": "Autre document",
}


def supporting_document(document: str, label: str | None = None) -> str:
    """Return the name of a kind of document: ours, or the fund's own where a request asks for it."""
    name = _SUPPORTING_DOCUMENTS.get(document) or label or document.replace("_", " ")
    return name[:1].upper() + name[1:]


class DocumentSendingText:
    """A document that is sent."""

    HEADING = "Envoyer ce document"
    LEAD = (
        "Prenez une photo de chaque page, ou choisissez un PDF. "
        "Photos et PDF deviennent un seul document. 12 pages et 10 Mo au plus."
    )
    CHOOSE = "Ajouter des photos ou un PDF"
    MORE = "Ajouter une page"
    PAGES = "Pages du document"
    TURN = "Tourner"
    CROP = "Rogner"
    UNCROP = "Remettre l'image entière"
    SIDES: Mapping[str, str] = {
        "top": "Rogner en haut",
        "bottom": "Rogner en bas",
        "left": "Rogner à gauche",
        "right": "Rogner à droite",
    }
    RETAKE = "Remplacer"
    EARLIER = "Placer avant"
    SEND = "Envoyer"
    SEND_IT = "Envoyer ce document"
    GIVEN = "Documents envoyés"
    ONE = "Document envoyé"
    ANOTHER = "Ajouter un autre document"
    SENT_MORE = "La Caf va l'examiner. Vous n'avez rien d'autre à faire pour ce document."
    FAULTS: Mapping[str, tuple[str, str]] = {
        "alone": (
            "Ce fichier s'envoie seul.",
            "Un PDF protégé, ou une photo que cet appareil ne sait pas lire (HEIC), ne peut pas être réuni à d'autres "
            "pages. Envoyez-le à part, ou choisissez des photos en JPEG.",
        ),
        "too_many": ("Un document a 12 pages au plus.", "Envoyez celles-ci, puis les autres."),
        "too_large": ("Ce fichier dépasse 10 Mo.", "Choisissez-en un plus léger, ou prenez des photos."),
    }

    @staticmethod
    def sent(name: str) -> str:
        """Return that a document has arrived."""
        return f"{name} : bien reçu"

    @staticmethod
    def pages(first: int, last: int, of: int) -> str:
        """Return which pages of a document these are."""
        return f"Page {first} sur {of}" if first == last else f"Pages {first} à {last} sur {of}"

    @staticmethod
    def shape(rank: int, turns: int, cut: Mapping[str, int]) -> str:
        """Return how a page was turned and cropped."""
        sides = {"top": "en haut", "bottom": "en bas", "left": "à gauche", "right": "à droite"}
        done = [f"tournée de {90 * turns}°"] if turns else []
        done += [f"rognée de {cut[side]} % {words}" for side, words in sides.items() if cut[side]]
        return f"Page {rank} {', '.join(done)}" if done else f"Page {rank} entière"

    @staticmethod
    def picture(rank: int) -> str:
        """Return what a picture shows."""
        return f"Aperçu de la page {rank}"
