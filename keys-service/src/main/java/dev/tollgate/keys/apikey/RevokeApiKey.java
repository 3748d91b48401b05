package dev.tollgate.keys.apikey;

import dev.tollgate.keys.caller.Actor;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Revokes a key for good. Repeating it changes nothing; of several at once, one revokes and publishes the fact. */
@ApplicationScoped
class RevokeApiKey {
    private final ApiKeyRepository keys;
    private final Sessions sessions;
    private final Outbox outbox;
    private final Clock clock;

    RevokeApiKey(ApiKeyRepository keys, Sessions sessions, Outbox outbox, Clock clock) {
        this.keys = keys;
        this.sessions = sessions;
        this.outbox = outbox;
        this.clock = clock;
    }

    Uni<Void> execute(Principal caller, String id) {
        var reach = Reach.of(caller);
        return sessions.inTenant(
                caller.requireTenant(),
                () -> keys.revoke(reach, id, clock.instant())
                        .chain(revoked -> keys.getWithin(reach, id)
                                .chain(key -> revoked
                                        ? outbox.append(key.revoked(Actor.of(caller)))
                                        : Uni.createFrom().voidItem())));
    }
}
