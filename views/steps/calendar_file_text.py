"""The French of calendar files."""


class CalendarFileText:
    """A calendar file that is brought."""

    SAVED = "Le fichier est enregistré"
    SAVED_MORE = "Ouvrez-le : votre calendrier l'ajoute."
    UNSAVED = "Le fichier n'a pas pu être enregistré"
    UNSAVED_MORE = "Choisissez un autre dossier, et recommencez."
