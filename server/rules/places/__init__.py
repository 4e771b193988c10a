"""The communes and countries of the Code officiel géographique, found by code or by a typed part of the name.

The list is read at the first use. Each function takes some milliseconds: in an event loop, call it in a thread.
"""

from server.rules.places.gazetteer import Kind, Place, find, place_of, search
from server.rules.places.history import canonical_code, same_place

__all__ = ["Kind", "Place", "canonical_code", "find", "place_of", "same_place", "search"]
