"""What operators are told of an import, in French. Nothing that stands in a record is repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.imports.checking import Fault
    from server.imports.tables import Batch

_FAULTS: Final = {
    # of a file
    "encoding": "ce fichier n’est pas en UTF-8. Enregistrez-le en UTF-8 ; s’il vient d’un tableur de Windows, "
    "ajoutez --encoding cp1252",
    "line_too_long": "une ligne de plus d’un million d’octets : il manque des fins de ligne",
    "cut": "le fichier s’arrête au milieu d’une ligne : il a été coupé",
    "json": "ce n’est pas du JSON",
    "record": "un objet JSON est attendu : { … }",
    "quotes": "des guillemets au milieu d’une valeur : doublez-les, et entourez la valeur de guillemets",
    "columns": "il n’y a pas autant de valeurs que de colonnes",
    "column_twice": "cette colonne est là deux fois",
    "row_differs": "cette ligne a la clé de la précédente, mais une autre valeur",
    # of a field
    "missing": "cette valeur manque",
    "unknown": "ce champ est inconnu",
    "kind": "cette nature d’enregistrement est inconnue",
    "choice": "une de ces valeurs est attendue",
    "integer": "un nombre entier est attendu (pour un montant, des centimes)",
    "range": "ce nombre est trop grand ou trop petit",
    "date": "une date qui existe est attendue, comme 2026-11-05",
    "boolean": "true ou false est attendu",
    "shape": "cette valeur n’a pas la forme attendue",
    "too_long": "cette valeur est trop longue",
    "too_many": "il y a trop de valeurs",
    "signs": "il y a des signes qui ne sont pas du texte",
    "name": "ce n’est pas un nom : lettres, espaces, traits d’union et apostrophes sont attendus",
    "birth_date": "une date est attendue, comme 1985-04-12, avec 00 pour un jour ou un mois inconnu",
    "mail": "ce n’est pas une adresse mail",
    "phone": "ce n’est pas un numéro de téléphone",
    "required": "ce numéro manque",
    "nir_shape": "ce n’est pas un numéro de Sécurité sociale : 13 chiffres sont attendus, ou 15 avec la clé",
    "nir_key": "la clé de ce numéro de Sécurité sociale est fausse",
    "nir_temporary": "ce numéro de Sécurité sociale est provisoire : laissez le champ vide",
    "document_number": "ce n’est pas le numéro d’un document de cette sorte",
    "document_key": "la clé doit être la sorte et le numéro, comme cni:X4RTBPFW4",
    # of a record
    "sum": "le montant n’est pas la somme des lignes, moins les retenues",
    "months_order": "le dernier mois vient avant le premier",
    "dates_order": "la fin vient avant le début",
    "one_reader": "un foyer (household) ou une personne (member) est attendu, et pas les deux",
    "base64": "du Base64 est attendu",
    "pdf": "ce n’est pas un PDF",
    "pdf_damaged": "ce PDF est abîmé",
    "pdf_locked": "ce PDF s’ouvre avec un mot de passe",
    "pdf_too_complex": "ce PDF a trop de pages ou d’objets",
    "pdf_unsafe": "ce PDF contient un programme, un formulaire ou un fichier",
    "reason_missing": "un refus a une raison (reason)",
    "document_named": "document_missing a un document et son nom (document, label) ; les autres réponses n’en ont pas",
    "grant": "un droit ouvert a benefit, amount et since, et une réponse accepted",
    # of several
    "key_twice": "cette clé est déjà celle d’un autre enregistrement",
    "comes_later": "il y est fait référence avant sa ligne, ou il est aussi supprimé",
    "not_there": "il n’existe pas : ni dans ce qui est importé, ni dans la base",
    "other_household": "il est d’un autre foyer",
    "too_late": "cette demande n’attend plus cette réponse",
    "number_taken": "ce numéro de dossier est celui d’un autre foyer",
    "nir_twice": "ce numéro de Sécurité sociale est celui d’une autre personne du même foyer",
    "two_households": "cette personne est déjà responsable, conjointe ou conjoint dans un autre foyer ouvert",
}
_ANY: Final = "cette valeur est refusée"


class ImportText:
    """Sentences of the command."""

    DESCRIPTION: Final = (
        "Recevoir les données d’une Caf : foyers, personnes, paiements… Format : docs/importing.md."
    )
    PATH: Final = "un dossier, ou un fichier .jsonl ou .csv"
    CHECK: Final = "vérifier seulement : rien n’est écrit"
    ENCODING: Final = "comment les lettres sont écrites (%(default)s)"
    DATABASE: Final = "sqlite:///… ou postgresql://… (SQLite par défaut)"
    NO_PATH: Final = "un dossier ou un fichier est attendu."
    OVERTAKEN: Final = "un autre processus écrit le même lot. Rien n’est perdu : laissez-le finir."
    NOTHING_WRITTEN: Final = "Rien n’a été écrit."
    _STAGES: Final = {"checking": "vérification", "writing": "écriture"}

    @staticmethod
    def no_such_path(path: str) -> str:
        """Return that there is no such folder or file."""
        return f"il n’y a rien ici : {path}"

    @staticmethod
    def no_records(names: Sequence[str]) -> str:
        """Return that files are of no known kind, or that there are none."""
        if not names:
            return "il n’y a aucun fichier .jsonl ni .csv ici."
        listed = ", ".join(names)
        return (
            f"fichiers qui ne peuvent pas être lus : {listed}. Des fichiers .jsonl sont attendus, ou des fichiers .csv "
            "dont le nom commence par la nature de leurs lignes, comme payment-2026-11.csv."
        )

    @staticmethod
    def fault(found: Fault) -> str:
        """Return what is wrong, and where."""
        where = f"{found.file}, ligne {found.line}" + (f", {found.field}" if found.field else "")
        also = f" (voir {found.other})" if found.other else ""
        choice = f" : {found.expected.replace(' or ', ' ou ')}" if found.expected else ""
        return f"{where} : {ImportText.message(found.code)}{choice}{also}."

    @staticmethod
    def message(code: str) -> str:
        """Return what a code of a fault means."""
        return _FAULTS.get(code, _ANY)

    @staticmethod
    def more(count: int) -> str:
        """Return that there are more faults than those shown."""
        return f"… et {_figure(count)} autres."

    @staticmethod
    def refused(count: int) -> str:
        """Return that the import was refused."""
        return f"{_figure(count)} {'erreurs' if count > 1 else 'erreur'}. {ImportText.NOTHING_WRITTEN}"

    @staticmethod
    def right(records: int) -> str:
        """Return that a check found nothing."""
        return f"Aucune erreur. Enregistrements lus : {_figure(records)}. {ImportText.NOTHING_WRITTEN}"

    @staticmethod
    def written(batch: Batch) -> str:
        """Return that a batch is written."""
        kinds = ", ".join(f"{_figure(count)} {kind}" for kind, count in batch.kinds.items())
        return f"Enregistrements écrits : {_figure(batch.records)} ({kinds})."

    @staticmethod
    def progress(stage: str, done: int, total: int | None) -> str:
        """Return how far an import is."""
        of = f" sur {_figure(total)}" if total is not None else ""
        return f"{ImportText._STAGES[stage]} : {_figure(done)}{of}"


def known_codes() -> frozenset[str]:
    """Return the codes of faults that have a sentence."""
    return frozenset(_FAULTS)


def _figure(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
