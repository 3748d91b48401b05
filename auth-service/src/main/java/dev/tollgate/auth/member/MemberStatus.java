package dev.tollgate.auth.member;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where somebody stands with an organization. Lists show the first two. */
public enum MemberStatus {
    INVITED,
    ACTIVE,
    REMOVED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
