"""The communes and countries of the Code officiel géographique, found by code or by what is typed of the name.

Nothing is read before the first question. All functions take some milliseconds: an event loop hands them to a
thread.
"""

from server.rules.places.gazetteer import Kind, Place, find, place_of, search
from server.rules.places.history import canonical_code, same_place

__all__ = ["Kind", "Place", "canonical_code", "find", "place_of", "same_place", "search"]
