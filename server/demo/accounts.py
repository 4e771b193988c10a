"""The accounts of the demonstration. This module imports nothing: the command line prints its content."""

from __future__ import annotations

from typing import Literal, NamedTuple


class DemoAccount(NamedTuple):
    """A demonstration account. Its password is public, and used nowhere else."""

    role: str
    identifier: str
    password: str


DEMO_ACCOUNTS: tuple[DemoAccount, ...] = (
    DemoAccount("responsable-seul", "2880635238112", "Tilleul35rennes"),
    DemoAccount("responsable-couple", "1850578006084", "Marronnier12loire"),
    DemoAccount("conjoint-autorise", "2860922278045", "Cerisier2026vert"),
    DemoAccount("conjoint-sans-procuration", "2870244109231", "Noisetier77bleu"),
    DemoAccount("enfant", "2100435238077", "Acacia2010jaune"),
    DemoAccount("ancien-seul", "1791156121066", "48151623"),
    DemoAccount("ancien-couple", "283122A004058", "27182818"),
    DemoAccount("provisoire", "P20260117S", "Bouleau2026blanc"),
    DemoAccount("code-a-la-connexion", "1910829019153", "Peuplier64gris"),
    # Its identity document could not be checked.
    DemoAccount("portee-limitee", "2950669123041", "Saule2026argent"),
)


class Newcomer(NamedTuple):
    """Somebody without an account, to try an enrolment with. `birth_date` is YYYY-MM-DD.

    `outcome` is the verdict on the document, or `unavailable` where the check fails. `known_contact` is the mail
    address that the Caf has of this person: a code received there proves the identity.
    """

    case: str
    nir: str | None
    civility: str
    birth_name: str
    first_names: tuple[str, ...]
    birth_date: str
    birth_place_kind: Literal["commune", "country"]
    birth_place_code: str
    document_kind: str
    document_number: str | None
    outcome: str
    known_contact: str | None = None


NEWCOMERS: tuple[Newcomer, ...] = (
    Newcomer(
        "avec-nir", "2920335238114", "madame", "Le Goff", ("Maëlle", "Anne"), "1992-03-17",
        "commune", "35238", "cni", "T7X4K2M91", "verified",
    ),
    Newcomer(
        "passeport", "1871175112045", "monsieur", "D'Hondt", ("Jean-Noël",), "1987-11-30",
        "commune", "75112", "passport", "18FV12345", "verified",
    ),
    Newcomer(
        "sans-nir", None, "madame", "N'Diaye", ("Aïssatou",), "1996-02-08",
        "country", "99341", "residence_permit", "AB1234567", "verified",
    ),
    Newcomer(
        "corse", "190072A004031", "monsieur", "Casanova", ("Ghjuvan",), "1990-07-21",
        "commune", "2A004", "cni", "880692310285", "verified",
    ),
    Newcomer(
        "sans-piece", None, "monsieur", "Łukasiewicz", ("Paweł",), "1984-10-05",
        "country", "99122", "none", None, "scan_asked",
    ),
    Newcomer(
        "piece-perimee", "2850544109088", "madame", "Guérin", ("Solène",), "1985-05-12",
        "commune", "44109", "cni", "070844100123", "expired",
    ),
    Newcomer(
        "piece-d-autrui", "1930929019077", "monsieur", "Kermarrec", ("Yann",), "1993-09-02",
        "commune", "29019", "passport", "20AC67890", "mismatch",
    ),
    Newcomer(
        "piece-inconnue", "2990131555020", "madame", "Delmas", ("Zoé",), "1999-01-25",
        "commune", "31555", "passport", "99ZZ99999", "not_found",
    ),
    Newcomer(
        "verification-en-panne", "1811233063051", "monsieur", "Castéra", ("Rémi",), "1981-12-14",
        "commune", "33063", "passport", "00AA00000", "unavailable",
    ),
    Newcomer(
        "deja-un-compte", "2880635238112", "madame", "Lefèvre", ("Claire", "Anne"), "1988-06-14",
        "commune", "35238", "cni", "C1L2A3R45", "verified",
    ),
    Newcomer(
        "connu-de-la-caf", "1840535238126", "monsieur", "Moreau", ("Karim",), "1984-05-21",
        "commune", "35238", "none", None, "scan_asked", "karim.moreau@example.org",
    ),
    Newcomer(
        "trop-jeune", "2140669381016", "madame", "Roche", ("Lina",), "2014-06-03",
        "commune", "69381", "cni", "J5U6N7E89", "verified",
    ),
)  # fmt: skip
