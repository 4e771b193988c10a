"""The authorisation that the responsable of a file gives to the spouse."""
