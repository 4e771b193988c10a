"""The errors that keep the server from starting.

StartError
├── StoreDamaged        the SQLite file is not a database, or is damaged
├── StoreTooNew         the database was written by a newer version of the program
├── StoreTooOld         the database waits for a migration that is left to the operator
├── StoreBusy           a table that a migration changes was in use for too long
├── StoreNotWritable    the folder or the file cannot be written
├── StoreUnreachable    the database server does not answer or refuses
├── StoreMismatch       demonstration data and real data would be in one database
├── StoreSealed         the key of the database is sealed under none of the keys that are set
├── LimitsUnreachable   the Redis that holds the rate limits does not answer
└── PortTaken           another program listens on the address

Each message is a complete French text (what, where, how to mend it): it is shown unchanged, on a terminal or in a
window, to the person who starts the program. No message holds a password: locations are written without it.
"""

from __future__ import annotations


class StartError(Exception):
    """The server cannot start: `str()` says why in French, and `location` names the file or address."""

    def __init__(self, message: str, location: str) -> None:
        super().__init__(message)
        self.location = location


class StoreDamaged(StartError):
    """The SQLite file is not a database, or is damaged."""

    def __init__(self, location: str) -> None:
        super().__init__(
            f"Le fichier de données est abîmé : {location}\n"
            "Rien n’a été modifié. Remettez une copie de sauvegarde à sa place, "
            "ou déplacez ce fichier pour repartir avec des données neuves.",
            location,
        )


class StoreTooNew(StartError):
    """The schema of the database is unknown: a newer version of the program wrote it."""

    def __init__(self, location: str) -> None:
        super().__init__(
            f"Les données viennent d’une version plus récente du programme : {location}\n"
            "Rien n’a été modifié. Installez la dernière version, ou choisissez un autre emplacement.",
            location,
        )


class StoreTooOld(StartError):
    """The schema is older, or none is there, and a start is not to change it."""

    def __init__(self, location: str) -> None:
        super().__init__(
            f"Cette base attend une migration : {location}\n"
            "Rien n’a été modifié. Lancez « mon-compte-server migrate », puis démarrez à nouveau.",
            location,
        )


class StoreBusy(StartError):
    """A migration would have kept everybody waiting for a table that a long statement holds."""

    def __init__(self, location: str) -> None:
        super().__init__(
            f"Une table est restée occupée, la migration n’a pas eu lieu : {location}\n"
            "Rien n’a été modifié. Attendez la fin de ce qui la tient (une sauvegarde, un import), puis recommencez.",
            location,
        )


class StoreNotWritable(StartError):
    """The folder cannot be made, or the file cannot be opened to be written."""

    def __init__(self, location: str) -> None:
        super().__init__(
            f"Impossible d’écrire les données ici : {location}\n"
            "Vérifiez les droits du dossier et la place libre, ou choisissez un autre emplacement.",
            location,
        )


class StoreUnreachable(StartError):
    """The database server does not answer, or refuses the connection."""

    def __init__(self, location: str) -> None:
        super().__init__(
            f"La base de données ne répond pas : {location}\n"
            "Vérifiez l’adresse, le nom d’utilisateur, et que le serveur de base de données est démarré.",
            location,
        )


class StoreMismatch(StartError):
    """The database holds the other kind of accounts: those of a demonstration have public passwords."""

    def __init__(self, location: str, *, holds_demo: bool) -> None:
        held = "des comptes de démonstration" if holds_demo else "de vrais comptes"
        advice = "Ajoutez --demo" if holds_demo else "Retirez --demo"
        super().__init__(
            f"Cette base contient {held} : {location}\n{advice}, ou choisissez une autre base.", location
        )


class StoreSealed(StartError):
    """The key of the database was sealed under a key that is not set."""

    def __init__(self, location: str) -> None:
        super().__init__(
            f"Aucune des clés données n’ouvre cette base : {location}\n"
            "Rien n’a été modifié. Donnez dans MON_COMPTE_SEALING_KEYS la clé sous laquelle elle a été scellée.",
            location,
        )


class LimitsUnreachable(StartError):
    """The Redis that holds the rate limits does not answer."""

    def __init__(self, location: str) -> None:
        super().__init__(
            f"Redis ne répond pas : {location}\nVérifiez l’adresse, et que Redis est démarré.", location
        )


class PortTaken(StartError):
    """The address is in use, or the process may not listen on it."""

    def __init__(self, location: str) -> None:
        super().__init__(
            f"Impossible d’écouter sur {location} : l’adresse est déjà prise ou interdite.\n"
            "Arrêtez l’autre programme, ou choisissez un autre port avec --port.",
            location,
        )
