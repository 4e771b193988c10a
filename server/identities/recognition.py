"""Recognition of people who have an account, although registers write and correct their data in several ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from server.identities.tables import Identity, IdentityTrace
from server.people.tables import Account
from server.rules.likeness import Particulars, differences, fingerprint_of, is_likely, traces_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.crypto.tokens import Pepper
    from server.rules.likeness import Element

_AT_ONCE = 500
# Without the accounts that were replaced: these belong to nobody.
_HELD = select(Account, Identity).join(Identity).where(Account.identifier.not_like("-%"))


@dataclass(frozen=True, slots=True)
class LikelyAccount:
    """An account that may be a given person's.

    Attributes:
        differs: the elements that differ: one at most, or those that one correction changes.
        certain: whether nothing differs, and both know the whole date of birth or the same part of it.
    """

    account: Account
    identity: Identity
    differs: frozenset[Element]
    certain: bool


def particulars_of(account: Account, identity: Identity | None) -> Particulars:
    """Return what is known of the holder. The name in use does not stand for an unknown birth name."""
    return Particulars(
        birth_name=identity.birth_name if identity else None,
        first_names=tuple(account.first_names),
        birth_date=account.birth_date,
        civility=account.civility,
        place=identity.birth_place_code if identity else None,
        other_name=account.last_name,
    )


def likely_accounts(transaction: Transaction, pepper: Pepper, who: Particulars) -> list[LikelyAccount]:
    """Return the accounts that may be this person's, those without a difference first."""
    wanted = _hashed(pepper, who)
    traced = select(IdentityTrace.account_id).where(IdentityTrace.trace.in_(wanted))
    found = []
    for account, identity in transaction.execute(_HELD.where(Account.id.in_(traced)).order_by(Account.id)):
        holder = particulars_of(account, identity)
        differs = differences(who, holder)
        if not differs or is_likely(who, holder, differs):
            found.append(
                LikelyAccount(account, identity, differs, not differs and who.birth_date == holder.birth_date)
            )
    return sorted(found, key=lambda one: (len(one.differs), not one.certain))


def fingerprint(pepper: Pepper, who: Particulars) -> bytes:
    """Return the keyed hash of a whole civil status, the same for all its spellings."""
    return pepper.hash("identity", *(fingerprint_of(who) or ()))


def trace_rows(pepper: Pepper, account_id: UUID, who: Particulars) -> list[dict[str, Any]]:
    """Return the rows of traces of a person."""
    return [{"account_id": account_id, "trace": trace} for trace in _hashed(pepper, who)]


def keep(transaction: Transaction, pepper: Pepper, account: Account, identity: Identity) -> None:
    """Store the traces of the holder of an account."""
    _trace(transaction, trace_rows(pepper, account.id, particulars_of(account, identity)))


def renew_traces(transaction: Transaction, pepper: Pepper) -> None:
    """Make all traces and fingerprints again, from the data that is stored in clear."""
    transaction.execute(delete(IdentityTrace))
    for some in transaction.execute(_HELD.execution_options(yield_per=_AT_ONCE)).partitions():
        rows: list[dict[str, Any]] = []
        for account, identity in some:
            who = particulars_of(account, identity)
            rows += trace_rows(pepper, account.id, who)
            renewed = fingerprint(pepper, who)
            if renewed != identity.fingerprint:
                transaction.execute(
                    update(Identity).where(Identity.account_id == account.id).values(fingerprint=renewed)
                )
        _trace(transaction, rows)


def _trace(transaction: Transaction, rows: Iterable[dict[str, Any]]) -> None:
    if rows := list(rows):
        transaction.execute(insert(IdentityTrace), rows)


def _hashed(pepper: Pepper, who: Particulars) -> list[bytes]:
    return [pepper.hash("trace", *trace) for trace in traces_of(who)]
