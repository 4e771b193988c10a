"""La déclaration trimestrielle: what a household declares every three months."""
