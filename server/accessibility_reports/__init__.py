"""Reports of people to whom a part of the program is inaccessible."""
