"""The paths of the pages that anybody may read."""

from typing import Final

ACCESSIBILITY: Final = "/accessibilite"
TERMS: Final = "/conditions"
PERSONAL_DATA: Final = "/donnees-personnelles"
SITE_MAP: Final = "/plan-du-site"
