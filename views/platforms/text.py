"""What devices are called, and what a phone says when it asks for its owner."""


class DeviceText:
    """Names of devices, for the list of those that are signed in."""

    UNKNOWN = "Appareil sans nom"
    BROWSER = "Navigateur"
    PHONES = ("Téléphone Android", "iPhone ou iPad")
    COMPUTERS = ("Ordinateur Windows", "Mac", "Ordinateur Linux")


class OwnerCheckText:
    """The phone's own dialog."""

    REASON = "Ouvrir Mon Compte"
