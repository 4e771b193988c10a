"""Where browsers and others look without being told, and what a browser keeps of how pages look."""

from typing import Final

AT_THE_ROOT: Final = {
    "favicon.ico": "favicon.png",
    "apple-touch-icon.png": "icons/apple-touch-icon.png",
    "apple-touch-icon-precomposed.png": "icons/apple-touch-icon.png",
}
"""Pictures that older clients look for."""

ROBOTS: Final = "User-agent: *\nDisallow: /mon-compte\n"
"""Whoever searches the web finds what is everybody's; what is one person's asks for a sign-in anyway."""

PASSWORD_CHANGE: Final = "/mon-compte/gerer/mot-de-passe"  # noqa: S105 - a path
"""Where password managers are led (W3C, A Well-Known URL for Changing Passwords)."""

LOOKS: Final = frozenset(
    f"mon-compte.{entry}"
    for entry in ("contrast", "motion", "scheme", "system-contrast", "text-size", "time-zone", "words")
)
"""Texts that a browser keeps, and that say nothing of whose it is: what its script tells is among them."""

TOLD: Final = {"zone": "mon-compte.time-zone", "contrast": "mon-compte.system-contrast"}
"""Those that its script tells the host."""
