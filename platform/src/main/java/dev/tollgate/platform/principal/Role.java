package dev.tollgate.platform.principal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tollgate.platform.error.Problem;
import java.util.Locale;
import java.util.Set;

/** What a member of an organization may do (contract/credentials.md). */
public enum Role {
    OWNER,
    ADMIN,
    MEMBER,
    VIEWER;

    /** Scopes that only those who run the organization have. */
    private static final Set<String> RESERVED = Set.of("api_keys:write");

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Role parse(String text) {
        for (var role : values()) {
            if (role.wire().equals(text)) {
                return role;
            }
        }
        throw Problem.invalid("role: must be owner, admin, member or viewer");
    }

    /** A dashboard session has the scopes of its role: viewers only read, members do all but mint and revoke credentials. */
    public boolean grants(String scope) {
        return switch (this) {
            case OWNER, ADMIN -> true;
            case MEMBER -> !RESERVED.contains(scope);
            case VIEWER -> scope.endsWith(":read");
        };
    }
}
