package dev.tollgate.keys.apikey;

import dev.tollgate.platform.event.Fact;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Mode;

/** What happens to a key (docs/events/). The data is the key as anybody may see it: neither secret nor hash. */
sealed interface ApiKeyEvent extends Fact {
    FactType CREATED = new FactType("keys", "api_key", "created");
    FactType REVOKED = new FactType("keys", "api_key", "revoked");

    @Override
    ApiKeyView data();

    @Override
    default String subject() {
        return data().id();
    }

    @Override
    default String orgId() {
        return data().orgId();
    }

    @Override
    default Mode mode() {
        return data().mode();
    }

    /** A key was issued. */
    record Created(ApiKeyView data) implements ApiKeyEvent {
        @Override
        public FactType type() {
            return CREATED;
        }
    }

    /** A key was revoked, for good. */
    record Revoked(ApiKeyView data) implements ApiKeyEvent {
        @Override
        public FactType type() {
            return REVOKED;
        }
    }
}
