"""Which drawing of the program the tests in a browser look at: HTML, or Flutter's with `DRAWING=flutter`."""

import os

from tests.flutter.visitor import FlutterVisitor
from tests.support.visitor import Visitor

HTML = os.environ.get("DRAWING") != "flutter"

VISITOR: type[Visitor] = Visitor if HTML else FlutterVisitor
