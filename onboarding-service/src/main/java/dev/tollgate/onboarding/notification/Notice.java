package dev.tollgate.onboarding.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is told about one decision of one organization.
 *
 * @param notes what the reviewer wrote to the organization
 */
public record Notice(
        NoticeKind kind,
        String orgId,
        String organizationName,
        int decision,
        @Nullable String notes,
        Instant at) {}
