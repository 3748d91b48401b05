package dev.tollgate.keys.apikey;

import dev.tollgate.platform.coherence.Changes;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/**
 * Revokes a key for good, and answers when no gateway lets it in any more. Repeating it changes nothing and promises the same; of several at
 * once, one revokes and publishes the fact.
 */
@ApplicationScoped
class RevokeApiKey {
    private final ApiKeyRepository keys;
    private final Sessions sessions;
    private final Outbox outbox;
    private final Changes changes;
    private final Clock clock;

    RevokeApiKey(ApiKeyRepository keys, Sessions sessions, Outbox outbox, Changes changes, Clock clock) {
        this.keys = keys;
        this.sessions = sessions;
        this.outbox = outbox;
        this.changes = changes;
        this.clock = clock;
    }

    Uni<Void> execute(Principal caller, String id) {
        var reach = Reach.of(caller);
        return sessions.inTenant(
                        caller.requireTenant(),
                        () -> keys.revoke(reach, id, clock.instant())
                                .chain(revoked -> keys.getWithin(reach, id)
                                        .chain(key -> revoked
                                                ? publish(key, Actor.of(caller))
                                                : Uni.createFrom().item(Optional.<Long>empty()))))
                .chain(change -> change.map(changes::heard).orElseGet(changes::allHeard));
    }

    /** The number of the change. */
    private Uni<Optional<Long>> publish(ApiKey key, Actor by) {
        return outbox.append(key.revoked(by))
                .chain(() -> changes.note("api_key:" + key.lookupId()))
                .map(Optional::of);
    }
}
