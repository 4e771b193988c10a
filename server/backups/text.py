"""What operators are told of migrations, backups and restorations, in French."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from server.backups.service import Manifest
    from server.db.schema import Migration

_AND_THE_LIKE: Final = "sqlite:///… ou postgresql://… (sinon MON_COMPTE_DATABASE)"


class UpkeepText:
    """Texts of the commands `migrate`, `backup` and `restore`."""

    MIGRATE: Final = (
        "Met le schéma de la base à la version de ce programme. Les serveurs de la version d’avant peuvent continuer "
        "pendant ce temps si --check dit que chaque étape est sans risque."
    )
    CHECK: Final = (
        "dire seulement ce qui serait fait ; le code de retour est 1 si la base attend une migration"
    )
    BACKUP: Final = (
        "Copie la base et les documents scannés dans un dossier neuf, pendant que les serveurs travaillent. "
        "Les clés de MON_COMPTE_SEALING_KEYS n’y sont pas : gardez-les ailleurs."
    )
    RESTORE: Final = "Remet une sauvegarde dans une base vide. Aucun serveur ne doit y travailler."
    DATABASE: Final = _AND_THE_LIKE
    FOLDER: Final = "dossier de la sauvegarde"
    NO_FOLDER: Final = "Il manque un dossier : « mon-compte-server backup --help » en dit plus."
    UP_TO_DATE: Final = "Le schéma est à jour."
    NEEDS_STOP: Final = "Arrêtez les serveurs de la version d’avant pour cette migration."
    MIGRATED: Final = "La base a le schéma de cette version."
    OPEN_PEPPER: Final = (
        "Attention : sans MON_COMPTE_SEALING_KEYS, la clé des empreintes est en clair dans cette sauvegarde."
    )
    TARGET_NOT_EMPTY: Final = (
        "la base d’arrivée n’est pas vide. Rien n’a été modifié. Choisissez une base neuve."
    )
    NOTHING: Final = "cette base est vide : il n’y a rien à sauvegarder."
    NOT_A_BACKUP: Final = (
        "ce dossier n’est pas une sauvegarde entière : manifest.json n’y est pas, ou ne se lit pas."
    )
    NEWER: Final = (
        "cette sauvegarde vient d’une version plus récente du programme. Installez la dernière version."
    )
    INCOMPLETE: Final = (
        "il manque à cette sauvegarde des fichiers que manifest.json annonce. Rien n’a été modifié."
    )

    @staticmethod
    def step(migration: Migration) -> str:
        """Return a migration that waits, with what it asks of who runs it."""
        return f"{migration.name} : {'sans risque' if migration.safe else 'à faire serveurs arrêtés'}"

    @staticmethod
    def not_empty(folder: Path) -> str:
        """Return that a backup needs a folder of its own."""
        return f"le dossier {folder} n’est pas vide. Donnez-en un neuf."

    @staticmethod
    def unwritable(folder: Path) -> str:
        """Return that a backup cannot be written there."""
        return f"impossible d’écrire dans {folder}. Vérifiez les droits et la place libre."

    @staticmethod
    def tool_missing(name: str) -> str:
        """Return that a program of PostgreSQL is not installed."""
        return f"{name} manque. Installez postgresql-client, de la version de la base ou plus récent."

    @staticmethod
    def tool_failed(name: str, said: str) -> str:
        """Return what a program of PostgreSQL said last."""
        return f"{name} a échoué : {said}"

    @staticmethod
    def other_kind(kinds: Sequence[str]) -> str:
        """Return that a backup goes back into its own kind of database alone."""
        held, wanted = kinds
        return f"cette sauvegarde est d’une base {held}, et l’arrivée est une base {wanted}."

    @staticmethod
    def made(manifest: Manifest, folder: Path) -> str:
        """Return what was copied."""
        return f"Sauvegarde faite dans {folder} : schéma {manifest.schema_version}, {manifest.scans} documents scannés."

    @staticmethod
    def restored(manifest: Manifest) -> str:
        """Return what was put back."""
        return (
            f"Sauvegarde du {manifest.made_at:%d/%m/%Y à %H:%M} UTC remise : schéma {manifest.schema_version}, "
            f"{manifest.scans} documents scannés."
        )
