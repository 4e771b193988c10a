"""The French of Déverrouillage."""


class UnlockingText:
    """Déverrouillage par empreinte ou visage."""

    HEADING = "Déverrouillage"
    LEAD = "Ouvrez Mon Compte avec votre empreinte ou votre visage, sans taper le mot de passe."
    KEPT = "Votre empreinte et votre visage restent dans votre téléphone : la Caf ne les reçoit jamais."
    ON = "Le déverrouillage est activé sur ce téléphone."
    OFF = "Le déverrouillage n'est pas activé sur ce téléphone."
    ENABLE = "Activer"
    DISABLE = "Désactiver"
    ABSENT = "Ce téléphone ne le propose pas"
    ABSENT_MORE = "Enregistrez d'abord une empreinte ou un visage dans les réglages du téléphone."
    STORAGE = "Ce téléphone n'a pas pu garder la clé. Réessayez plus tard."
