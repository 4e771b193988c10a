"""The features of the program, one a line."""

from views import (
    about,
    accessibility_reports,
    appearance,
    benefits,
    declarations,
    documents,
    enrolment,
    entitlements,
    franceconnect,
    home,
    last_known,
    migration,
    password_reset,
    payments,
    public,
    requests,
    resources,
    settings,
    sign_in,
    simulation,
    unlocking,
    uploads,
)

FEATURES = tuple(
    feature.FEATURE
    for feature in (
        sign_in,
        franceconnect,
        password_reset,
        enrolment,
        migration,
        home,
        payments,
        entitlements,
        requests,
        resources,
        documents,
        declarations,
        uploads,
        benefits,
        simulation,
        settings,
        unlocking,
        last_known,
        public,
        accessibility_reports,
        appearance,
        about,
    )
)
