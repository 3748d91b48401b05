/** {@code ./dev audit-verify}: auth-service's check of the audit log, on the stack that runs in a checkout. */
@NullMarked
package dev.tollgate.local.audit;

import org.jspecify.annotations.NullMarked;
