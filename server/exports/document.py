"""The document of an export: the gathered data in French, as a tagged PDF."""

from __future__ import annotations

from functools import reduce
from operator import getitem
from typing import TYPE_CHECKING, Any

from server.exports import text
from server.exports.text import birth_date, yes
from server.typesetting import Drawing
from server.typesetting.french import BENEFITS, NONE, day, euros, moment, month

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from server.exports.gathering import Facts
    from server.feature import ExportTable, Features


def as_pdf(gathered: Facts, features: Features) -> bytes:
    """Return the document as PDF. It takes about a second of one core.

    Raises:
        DrawingError, DrawingLost: it could not be drawn.
    """
    return Drawing("server.exports", "document.typ", _content(gathered, features)).run()


def _content(gathered: Facts, features: Features) -> Facts:
    return {
        "title": text.TITLE,
        "lead": text.LEAD,
        "made": f"Document préparé le {moment(gathered['made_at'])}.",
        "sections": [
            _added(
                _person(gathered["person"], gathered["identity"]), _tables_in("person", gathered, features)
            ),
            _added(_contact(gathered["contact"]), _tables_in("contact", gathered, features)),
            _added(_access(gathered["access"]), _tables_in("access", gathered, features)),
            *(
                _added(_file(file, gathered["person"]["civility"]), _tables_of(file, features))
                for file in gathered["files"]
            ),
            *_requests(gathered, features),
        ],
    }


def _requests(gathered: Facts, features: Features) -> Iterator[Facts]:
    """Yield the section of what was asked of the fund, where there is any of it."""
    section = _added(_section(text.REQUESTS), _tables_in("requests", gathered, features))
    if section["tables"]:
        yield section


def _tables_in(section: str, gathered: Facts, features: Features) -> Iterator[ExportTable]:
    """Yield the tables that features draw themselves in a section."""
    for part in features.each(lambda feature: feature.export):
        names = part.path.split(".")
        if part.table and names[0] == section:
            yield part.table(reduce(getitem, names, gathered))


def _tables_of(file: Facts, features: Features) -> Iterator[ExportTable]:
    """Yield the tables that features draw themselves of a file."""
    for part in features.each(lambda feature: feature.file_export):
        if part.table:
            yield part.table(file[part.name])


def _added(section: Facts, tables: Iterable[ExportTable]) -> Facts:
    section["tables"] += [_table(each.heading, each.columns, each.rows) for each in tables if each.rows]
    return section


def _section(
    heading: str,
    facts: Iterable[tuple[str, Any]] = (),
    *,
    texts: Sequence[str] = (),
    tables: Iterable[Facts] = (),
) -> Facts:
    return {
        "heading": heading,
        "texts": list(texts),
        "facts": [[name, str(value) if value not in {None, ""} else NONE] for name, value in facts],
        "tables": [table for table in tables if table["rows"]],
    }


def _table(heading: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Facts:
    return {"heading": heading, "columns": list(columns), "rows": [list(row) for row in rows]}


def _person(person: Facts, identity: Facts | None) -> Facts:
    facts = [
        ("Civilité", text.CIVILITIES.get(person["civility"], "")),
        ("Prénoms", ", ".join(person["first_names"])),
        ("Nom", person["last_name"]),
        ("Date de naissance", birth_date(person["birth_date"])),
        ("Identifiant de connexion", person["identifier"]),
    ]
    scans: list[Facts] = []
    if identity is not None:
        scans = identity["scans"]
    if identity is not None and "birth_name" in identity:
        facts += [
            ("Nom de naissance", identity["birth_name"]),
            ("Nom d'usage", identity["used_name"]),
            ("Code du lieu de naissance", identity["birth_place_code"]),
            ("Pièce d'identité", text.DOCUMENTS.get(identity["document_kind"], identity["document_kind"])),
            ("Numéro de la pièce", identity["document_number"]),
            (
                "Aide demandée à la création",
                BENEFITS.get(identity["created_for"] or ""),
            ),
            ("Vérification", text.VERDICTS.get(identity["verdict"], identity["verdict"])),
        ]
    sent = _table(
        "Copies de documents envoyées",
        ("Fichier", "Taille"),
        ([scan["file_name"], f"{scan['bytes']} octets"] for scan in scans),
    )
    return _section("Qui vous êtes", facts, tables=[sent])


def _contact(contact: Facts) -> Facts:
    address = contact["address"]
    lines = (
        [*address["lines"], f"{address['postcode']} {address['city']}", address["country"]] if address else []
    )
    changes = _table(
        "Derniers changements",
        ("Date", "Coordonnée", "Avant", "Après"),
        (
            [
                moment(change["made_at"]),
                text.CONTACTS[change["channel"]],
                change["from"] or NONE,
                change["to"],
            ]
            for change in contact["changes"]
        ),
    )
    return _section(
        "Vos coordonnées de contact",
        [
            ("Adresse mail", contact["mail"]),
            ("Adresse mail vérifiée", yes(contact["mail_verified"])),
            ("Téléphone", text.phone(contact["phone"])),
            ("Téléphone vérifié", yes(contact["phone_verified"])),
            ("Adresse", ", ".join(lines)),
        ],
        tables=[changes],
    )


def _access(access: Facts) -> Facts:
    sessions = _table(
        "Appareils connectés",
        ("Appareil", "Première connexion", "Dernière activité", "Encore connecté"),
        (
            [
                session["device_name"] or "Appareil sans nom",
                moment(session["created_at"]),
                moment(session["last_seen_at"]),
                yes(not session["ended"]),
            ]
            for session in access["sessions"]
        ),
    )
    keys = _table(
        "Appareils déverrouillés par empreinte ou visage",
        ("Appareil", "Depuis", "Dernière utilisation"),
        (
            [
                key["device_name"] or "Appareil sans nom",
                moment(key["created_at"]),
                moment(key["last_used_at"]),
            ]
            for key in access["unlocked_devices"]
        ),
    )
    terms = _table(
        "Conditions générales acceptées",
        ("Version", "Date"),
        ([accepted["version"], moment(accepted["accepted_at"])] for accepted in access["accepted_terms"]),
    )
    channel = access["code_at_sign_in"]
    facts = [("Code à la connexion", text.CHANNELS[channel] if channel else "Non")]
    if access["closes_at"]:
        facts.append(("Fermeture du compte demandée pour le", day(access["closes_at"])))
    return _section(
        "Votre connexion",
        facts,
        texts=["Votre mot de passe n'est pas dans ce document : personne ne peut le lire, même pas la Caf."],
        tables=[sessions, keys, terms],
    )


def _file(file: Facts, civility: str | None) -> Facts:
    facts: list[tuple[str, Any]] = []
    if file["closed_on"]:
        facts.append(("Dossier fermé le", day(file["closed_on"])))
    if situation := file["situation"]:
        facts += [
            ("Situation", text.MARITAL.get(situation["marital"], situation["marital"])),
            ("Depuis le", day(situation["since"])),
            ("Activité", text.OCCUPATIONS.get(situation["occupation"], situation["occupation"])),
            ("Nombre d'enfants", situation["children_count"]),
        ]
    if quotient := file["quotient"]:
        facts += [
            ("Quotient familial", euros(quotient["amount"])),
            ("Mois du quotient familial", month(quotient["month"])),
        ]
    if file["account_masked"]:
        facts.append(("Compte bancaire", file["account_masked"]))
    role = file["role"]
    texts = [text.ROLES.get(f"{role}_{civility}", text.ROLES[role])]
    if file["situation"] is None:
        texts.append("Le reste de ce dossier concerne d'autres personnes : il n'est pas dans ce document.")
    return _section(f"Dossier {file['number']}", facts, texts=texts, tables=_figures(file))


def _figures(file: Facts) -> list[Facts]:
    return [
        _table(
            "Mes autorisations",
            ("Date", "Conjoint ou conjointe"),
            (
                [moment(change["at"]), "Autorisation donnée" if change["given"] else "Autorisation retirée"]
                for change in file["authorisations"]
            ),
        ),
        _table(
            "À faire ou à savoir",
            ("Information", "Avant le", "Montant"),
            (
                [
                    text.ALERTS.get(alert["code"], alert["code"]),
                    day(alert["due_on"]) if alert["due_on"] else "",
                    euros(alert["amount"]) if alert["amount"] is not None else "",
                ]
                for alert in file["alerts"]
            ),
        ),
        _table(
            "Droits",
            ("Aide", "État", "Montant par mois", "Depuis le", "Jusqu'au"),
            (
                [
                    BENEFITS.get(due["benefit"], due["benefit"]),
                    text.ENTITLEMENT_STATES[due["state"]],
                    euros(due["amount"]),
                    day(due["since"]),
                    day(due["until"]) if due["until"] else "Pas de fin prévue",
                ]
                for due in file["entitlements"]
            ),
        ),
        _table(
            "Paiements",
            ("Versé le", "Ce qui est compté", "Mois", "Montant"),
            (row for payment in file["payments"] for row in _payment(payment)),
        ),
        _table(
            "Sommes versées en trop",
            ("Aide", "Raison", "Annoncée le", "Montant", "Reste à rembourser", "État"),
            (
                [
                    BENEFITS.get(debt["benefit"], debt["benefit"]),
                    text.DEBT_REASONS[debt["reason"]],
                    day(debt["notified_on"]),
                    euros(debt["amount"]),
                    euros(debt["remaining"]),
                    text.DEBT_STATES[debt["state"]],
                ]
                for debt in file["debts"]
            ),
        ),
        _table(
            "Ce qui a changé vos paiements",
            ("Mois", "Aide", "Ce qui s'est passé", "Date", "Effet"),
            (
                [
                    month(event["month"]),
                    BENEFITS.get(event["benefit"], event["benefit"]),
                    ", ".join(filter(None, (text.EVENTS[event["kind"]], event["subject"]))),
                    day(event["on"]),
                    euros(event["difference"]),
                ]
                for event in file["payment_events"]
            ),
        ),
        _table(
            "Quotient familial",
            ("Mois", "Montant"),
            ([month(each["month"]), euros(each["amount"])] for each in file["quotients"]),
        ),
        _table(
            "Ressources",
            ("Personne", "Ressource", "Période", "D'où elle vient", "Montant"),
            (
                [
                    each["name"],
                    text.RESOURCES.get(each["kind"], each["kind"]),
                    text.period(each["from_month"], each["until_month"]),
                    text.SOURCES.get(each["source"], each["source"]),
                    euros(each["amount"]),
                ]
                for each in file["resources"]
            ),
        ),
        _table(
            "Corrections demandées",
            ("Numéro", "Le", "Ressource", "Période", "Réponse"),
            (
                [
                    each["reference"],
                    moment(each["asked_at"]),
                    text.RESOURCES.get(each["resource_kind"], each["resource_kind"]),
                    text.period(each["from_month"], each["until_month"]),
                    text.CORRECTIONS.get(each["state"], each["state"]),
                ]
                for each in file["resource_corrections"]
            ),
        ),
    ]


def _payment(payment: Facts) -> Iterable[list[str]]:
    on = day(payment["paid_on"])
    for line in payment["lines"]:
        name = BENEFITS.get(line["benefit"], line["benefit"])
        kind = f"{name}, rappel" if line["kind"] == "arrears" else name
        yield [on, kind, month(line["month"]), euros(line["amount"])]
    for taken in payment["recoveries"]:
        name = BENEFITS.get(taken["benefit"], taken["benefit"])
        yield [on, f"{name}, somme reprise", month(taken["month"]), euros(-taken["amount"])]
    if payment["status"] == "refused":
        yield [on, "Refusé par la banque : rien n'est arrivé", month(payment["month"]), euros(0)]
    else:
        yield [on, "Total reçu", month(payment["month"]), euros(payment["amount"])]
