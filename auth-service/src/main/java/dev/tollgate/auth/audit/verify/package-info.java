/**
 * The check of the audit log ({@code auth-service audit-verify}): a command beside the service, for operators and auditors, that needs nothing but the
 * database. It reads each chain from its first entry, in one snapshot, and recomputes it. It changes nothing, and can run at any time.
 */
@NullMarked
package dev.tollgate.auth.audit.verify;

import org.jspecify.annotations.NullMarked;
