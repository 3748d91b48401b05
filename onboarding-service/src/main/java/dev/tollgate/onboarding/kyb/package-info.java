/**
 * Whether an organization is known well enough to move money, per mode (contract/production-access.md, Readiness and KYB). In test everybody is, from
 * sign-up on and without a row. In live an owner or admin submits once production access is approved, and staff decide. A submission is personal data: it
 * is stored in one table, read by staff, and never part of a fact or a log line.
 *
 * <p>This feature speaks to PostgreSQL by the raw client: payments asks for the status before every intent, and addresses and owners are JSON columns.
 *
 * <h2>Two at once</h2>
 * A live submission holds the organization's production-access row, so submissions of one organization queue up and none is taken while access is being
 * suspended; a partial unique index would refuse a second open submission even so. A decision holds the submission's row. Between two
 * reviewers' decisions the organization may have applied anew: who sends the number of the application that they looked at decides about that one or none.
 */
@NullMarked
package dev.tollgate.onboarding.kyb;

import org.jspecify.annotations.NullMarked;
