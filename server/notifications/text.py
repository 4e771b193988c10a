"""The French of notifications in the copy of a person's data."""

from typing import Final

from server.notifications.rules import NotificationChannel
from server.outbox.telling import Subject

CHOICES: Final = "Notifications choisies"
DEVICES: Final = "Appareils qui affichent des notifications"
SUBJECTS: Final = {
    Subject.MESSAGE: "Courriers",
    Subject.DOCUMENT: "Documents à fournir",
    Subject.DECLARATION: "Déclarations",
    Subject.PAYMENT: "Paiements",
    Subject.APPOINTMENT: "Rendez-vous",
}
CHANNELS: Final = {
    NotificationChannel.MAIL: "Mail",
    NotificationChannel.SMS: "SMS",
    NotificationChannel.PUSH: "Notification sur un appareil",
}
