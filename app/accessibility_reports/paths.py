"""The path of the form for what is inaccessible."""

from typing import Final

ACCESSIBILITY_REPORT: Final = "/accessibilite/signaler"
