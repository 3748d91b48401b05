package dev.tollgate.keys.apikey;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tollgate.platform.event.Audit;
import dev.tollgate.platform.event.Audited;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What happens to a key (docs/events/). The data is the key as anybody may see it, neither secret nor hash, and who did it. */
sealed interface ApiKeyEvent extends Audited {
    FactType CREATED = new FactType("keys", "api_key", "created");
    FactType REVOKED = new FactType("keys", "api_key", "revoked");

    @Override
    Data data();

    /** The key as {@code GET} shows it, and who did it. */
    @RegisterForReflection
    record Data(@JsonUnwrapped ApiKeyView key, Actor actor) {}

    @Override
    default String subject() {
        return data().key().id();
    }

    @Override
    default String orgId() {
        return data().key().orgId();
    }

    @Override
    default Mode mode() {
        return data().key().mode();
    }

    /** A key was issued. */
    record Created(Data data) implements ApiKeyEvent {
        @Override
        public FactType type() {
            return CREATED;
        }

        @Override
        public Audit audit() {
            return Audit.created(data.actor(), data.key());
        }
    }

    /** A key was revoked, for good. */
    record Revoked(Data data) implements ApiKeyEvent {
        @Override
        public FactType type() {
            return REVOKED;
        }

        @Override
        public Audit audit() {
            return new Audit(data.actor(), data.key().beforeRevocation(), data.key());
        }
    }
}
