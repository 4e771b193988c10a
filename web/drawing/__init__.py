"""Controls drawn as HTML: one function a type, each distinct style one class, text escaped in one place."""
