package dev.tollgate.auth.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.event.Fact;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** What happens to the sessions of an organization's people. A session spans both modes, so these facts belong to none. */
sealed interface SessionEvent extends Fact {
    FactType STARTED = new FactType("auth", "session", "started");
    FactType ENDED = new FactType("auth", "session", "ended");

    String sessionId();

    @Override
    default String subject() {
        return sessionId();
    }

    @Override
    default @Nullable Mode mode() {
        return null;
    }

    /** Somebody signed in. */
    record Started(String sessionId, String userId, String orgId) implements SessionEvent {
        @Override
        public FactType type() {
            return STARTED;
        }

        @Override
        public Object data() {
            return new Data(sessionId, userId, Mode.TEST);
        }
    }

    /** Somebody signed out, in both modes. */
    record Ended(String sessionId, String userId, String orgId) implements SessionEvent {
        @Override
        public FactType type() {
            return ENDED;
        }

        @Override
        public Object data() {
            return new Data(sessionId, userId, null);
        }
    }

    /**
     * The data of these facts.
     *
     * @param mode the mode a session starts in; absent where it ended
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(String sessionId, String userId, @Nullable Mode mode) {}
}
