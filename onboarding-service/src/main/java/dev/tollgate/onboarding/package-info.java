/**
 * Production access and business verification (contract/production-access.md): who may go live, decided by staff, with a history nobody can
 * rewrite; and whether an organization is known well enough, per mode, to move money. Every change is one history row and one fact, in one transaction.
 */
@NullMarked
package dev.tollgate.onboarding;

import org.jspecify.annotations.NullMarked;
