"""The simulator: a program of its own that calculates with OpenFisca-France, the country's published rules.

It answers `POST /calculate` as OpenFisca's own web API does, so that either may stand in for the other, and nothing
else. The server starts it, speaks to it by HTTP, and imports nothing of it.

OpenFisca is under the AGPL-3.0, and so is this program while it runs, as article 5 of the EUPL-1.2 provides for. No
other part of the project imports OpenFisca.
"""
