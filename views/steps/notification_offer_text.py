"""The question what one wants to be told of."""


class NotificationOfferText:
    """Être prévenu."""

    HEADING = "Voulez-vous être prévenu ?"
    TEXT = "Un courrier, un document qui manque, un paiement : la Caf peut vous prévenir. Vous choisissez comment."
    CHOOSE = "Choisir mes notifications"
    REFUSE = "Non merci"
