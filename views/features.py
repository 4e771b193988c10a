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
    help,  # noqa: A004 - the feature is called so
    home,
    last_known,
    messages,
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
        messages,
        resources,
        documents,
        declarations,
        uploads,
        benefits,
        simulation,
        settings,
        unlocking,
        last_known,
        help,
        public,
        accessibility_reports,
        appearance,
        about,
    )
)
