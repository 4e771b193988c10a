"""The French of Affichage."""

from views.shell.feature import Searched


class AppearanceText:
    """Affichage."""

    HEADING = "Affichage"
    LEAD = "Ces réglages restent sur cet appareil."
    SCHEME = "Couleurs"
    CONTRAST = "Contraste"
    SYSTEM = "Comme mon appareil"
    LIGHT = "Clair"
    DARK = "Sombre"
    NORMAL = "Habituel"
    HIGH = "Élevé"
    SYSTEM_HIGH = "Votre appareil demande un contraste élevé."
    TEXT_SIZE = "Taille du texte"
    TEXT_SIZE_MORE = "Elle s'ajoute à celle de votre appareil ou de votre navigateur."
    TEXT_SIZES = ("Habituelle (100 %)", "Grande (125 %)", "Plus grande (150 %)", "Très grande (200 %)")
    WORDS = "Textes"
    WORDS_MORE = "Facile à lire : des phrases courtes, une idée par phrase. Ce que vous tapez ne change pas."
    WORDS_USUAL = "Textes habituels"
    WORDS_EASY = "Textes faciles à lire"
    MOTION = "Mouvements"
    MOTION_SYSTEM = "Comme mon appareil"
    MOTION_REDUCED = "Réduits : rien ne bouge tout seul"
    MOTION_STILL = "Dans un navigateur, rien ne bouge tout seul."


class AppearanceSearchText:
    """What Rechercher says of it."""

    LOOKS = Searched(
        "Changer l'affichage",
        "Taille du texte, couleurs, mouvements",
        "grossir agrandir police lire contraste sombre nuit clair animations",
    )
