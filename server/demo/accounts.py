"""Who can sign in to the demonstration. Imports nothing: the command line prints it."""

from __future__ import annotations

from typing import NamedTuple


class DemoAccount(NamedTuple):
    """A demonstration account. Its password is public, and good for nothing else."""

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
)
