package dev.tollgate.keys.apikey;

import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.principal.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Shows one key within the caller's reach. */
@ApplicationScoped
class FindApiKey {
    private final ApiKeyRepository keys;
    private final Sessions sessions;

    FindApiKey(ApiKeyRepository keys, Sessions sessions) {
        this.keys = keys;
        this.sessions = sessions;
    }

    Uni<ApiKeyView> execute(Principal caller, String id) {
        var reach = Reach.of(caller);
        return sessions.inTenant(caller.requireTenant(), () -> keys.getWithin(reach, id))
                .map(ApiKey::view);
    }
}
