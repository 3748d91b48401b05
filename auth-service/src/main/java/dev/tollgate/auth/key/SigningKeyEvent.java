package dev.tollgate.auth.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.event.Audit;
import dev.tollgate.platform.event.Audited;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to signing keys, for the audit log. They serve every organization, so the facts belong to {@link #PLATFORM}. */
sealed interface SigningKeyEvent extends Audited {
    FactType ROTATED = new FactType("auth", "signing_key", "rotated");
    FactType REVOKED = new FactType("auth", "signing_key", "revoked");

    /** Stands where other facts name their organization. */
    String PLATFORM = "platform";

    @Override
    default String orgId() {
        return PLATFORM;
    }

    @Override
    default @Nullable Mode mode() {
        return null;
    }

    /** A new key is published, and signs from a time on. */
    record Rotated(String subject, Instant signsFrom, Actor actor) implements SigningKeyEvent {
        @Override
        public FactType type() {
            return ROTATED;
        }

        @Override
        public Object data() {
            return new Data(subject, signsFrom, actor);
        }

        @Override
        public Audit audit() {
            return Audit.created(actor, new Published(subject, signsFrom));
        }
    }

    /** A key is compromised: none of its tokens counts any more. */
    record Revoked(String subject, Actor actor) implements SigningKeyEvent {
        @Override
        public FactType type() {
            return REVOKED;
        }

        @Override
        public Object data() {
            return new Data(subject, null, actor);
        }

        @Override
        public Audit audit() {
            return new Audit(actor, new Published(subject, null), null);
        }
    }

    /** What the audit log shows of a key. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Published(String kid, @Nullable Instant signsFrom) {}

    /**
     * The data of these facts.
     *
     * @param signsFrom absent where a key was revoked
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(String kid, @Nullable Instant signsFrom, Actor actor) {}
}
