"""Every French sentence of the interface, one class per screen; what varies is a typed function.

Written with plain apostrophes and spaces: `views.design.text` sets them as French typography asks, and a screen
reader gets them plain. Labels of buttons and fields are those of the service's own documents.
"""

from views.strings.access import CodeText, LoginText, ReceivedText, WelcomeText
from views.strings.account import FilesText, HomeText, PaymentsText, PaymentText
from views.strings.common import FieldText, ShellText
from views.strings.enrolment import (
    BenefitsText,
    CivilStatusText,
    ContactText,
    CreationText,
    DoneText,
    IdentityText,
    PasswordText,
    ResetText,
    ResumptionText,
    SummaryText,
)
from views.strings.franceconnect import (
    FranceConnectAboutText,
    FranceConnectEndingText,
    FranceConnectFoundText,
    FranceConnectLinkText,
    FranceConnectText,
    FranceConnectWaitingText,
)
from views.strings.manage import (
    ClosingText,
    ContactDetailsText,
    DevicesText,
    ManageText,
    MyDataText,
    PasswordChangeText,
    SignInCodeText,
    UndoText,
    UnlockingText,
)
from views.strings.new_connection import (
    AcceptanceText,
    AuthorisationText,
    ConnectionDoneText,
    NewConnectionText,
)
from views.strings.public import (
    AccessibilityText,
    AppearanceText,
    HelpText,
    Part,
    PersonalDataText,
    TermsText,
)
from views.strings.reach import ReachText
from views.strings.states import (
    EndedText,
    ErrorText,
    MaintenanceText,
    NotFoundText,
    OfflineText,
    SessionText,
    UpdateText,
)

__all__ = [
    "AcceptanceText",
    "AccessibilityText",
    "AppearanceText",
    "AuthorisationText",
    "BenefitsText",
    "CivilStatusText",
    "ClosingText",
    "CodeText",
    "ConnectionDoneText",
    "ContactDetailsText",
    "ContactText",
    "CreationText",
    "DevicesText",
    "DoneText",
    "EndedText",
    "ErrorText",
    "FieldText",
    "FilesText",
    "FranceConnectAboutText",
    "FranceConnectEndingText",
    "FranceConnectFoundText",
    "FranceConnectLinkText",
    "FranceConnectText",
    "FranceConnectWaitingText",
    "HelpText",
    "HomeText",
    "IdentityText",
    "LoginText",
    "MaintenanceText",
    "ManageText",
    "MyDataText",
    "NewConnectionText",
    "NotFoundText",
    "OfflineText",
    "Part",
    "PasswordChangeText",
    "PasswordText",
    "PaymentText",
    "PaymentsText",
    "PersonalDataText",
    "ReachText",
    "ReceivedText",
    "ResetText",
    "ResumptionText",
    "SessionText",
    "ShellText",
    "SignInCodeText",
    "SummaryText",
    "TermsText",
    "UndoText",
    "UnlockingText",
    "UpdateText",
    "WelcomeText",
]
