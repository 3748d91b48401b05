package dev.tollgate.keys.apikey;

import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.page.Cursor;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the keys within the caller's reach. */
@ApplicationScoped
class ReadApiKeys {
    private final ApiKeyRepository keys;
    private final Sessions sessions;

    ReadApiKeys(ApiKeyRepository keys, Sessions sessions) {
        this.keys = keys;
        this.sessions = sessions;
    }

    Uni<ApiKeyView> one(Principal caller, String id) {
        var reach = Reach.of(caller);
        return sessions.inTenant(caller.requireTenant(), () -> keys.getWithin(reach, id))
                .map(ApiKey::view);
    }

    /**
     * Those of one mode, newest first. A mode out of reach has none.
     *
     * @param mode null for the mode that the request runs in
     */
    Uni<Page<ApiKeyView>> page(
            Principal caller, @Nullable Mode mode, boolean includeRevoked, int limit, @Nullable String cursor) {
        var reach = Reach.of(caller);
        var wanted = mode == null ? caller.requireTenant() : new Tenant(reach.orgId(), mode);
        var before = Cursor.before(cursor, ApiKey.ID);
        if (!reach.modes().contains(wanted.mode())) {
            return Uni.createFrom().item(new Page<>(List.of(), null));
        }
        return sessions.inTenant(wanted, () -> keys.findOlderThan(wanted, before, includeRevoked, limit + 1))
                .map(rows -> Page.of(rows, limit, ApiKey::id, ApiKey::view));
    }
}
