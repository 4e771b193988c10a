"""What a household lives on, as the fund knows it: resources, corrections of them, the quotient familial."""
