"""What imports register with the server: nothing that people see."""

from server.feature import Feature

FEATURE = Feature()
