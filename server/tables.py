"""Every table, one line a feature: what walks through all of them imports this first."""

import server.challenges.tables
import server.contacts.tables
import server.db.tables
import server.demo.tables
import server.enrolment.tables
import server.exports.tables
import server.franceconnect.tables
import server.home.tables
import server.http.tables
import server.identities.tables
import server.limits.tables
import server.messages.tables
import server.migration.tables
import server.old_passwords.tables
import server.password_reset.tables
import server.payments.tables
import server.people.tables
import server.scans.tables
import server.sessions.tables
import server.sign_in.tables
import server.spouse_authorisation.tables
