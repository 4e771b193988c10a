"""What the host itself says to a person."""

from typing import Final

CRASHED: Final = (
    "Mon Compte a rencontré un problème. Rechargez la page : ce que vous aviez validé est enregistré."
)
"""Of a defect; its place and its words are in the log."""

BUSY: Final = (
    "Trop de monde",
    "Beaucoup de personnes consultent Mon Compte en ce moment. Réessayez dans une minute.",
)
TOO_LARGE: Final = ("Fichier trop volumineux", "Ce fichier est trop volumineux. Choisissez-en un plus petit.")
UNREADABLE: Final = (
    "Demande illisible",
    "Cette demande n’a pas pu être lue. Revenez à la page, puis réessayez.",
)
NOT_SHOWN: Final = (
    "Document indisponible",
    "Ce document ne peut pas être affiché ici. Revenez à la page où vous l’avez ouvert, puis réessayez.",
)
DEFECT: Final = ("Un problème est survenu", CRASHED)
EXPIRED: Final = "Cette page n’était plus à jour. Vérifiez ce que vous avez saisi, puis validez de nouveau."
ELSEWHERE: Final = ("Vous allez être dirigé vers un autre site", "Continuer")
SKIP: Final = "Aller au contenu"
SEND_FILE: Final = "Envoyer le fichier choisi"
SHOW_CHOICE: Final = "Afficher ce choix"
