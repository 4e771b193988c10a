"""Which drawing of the program the tests in a browser look at: `DRAWING=html` in the environment, or Flutter's."""

import os

from tests.flutter.visitor import FlutterVisitor
from tests.support.visitor import Visitor

HTML = os.environ.get("DRAWING") == "html"

VISITOR: type[Visitor] = Visitor if HTML else FlutterVisitor
