package dev.tollgate.keys.grant;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.page.Cursor;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Lists grants of one organization in one mode, newest first. */
@ApplicationScoped
class ListScopeGrants {
    private final ScopeGrantRepository grants;
    private final Transactions transactions;

    ListScopeGrants(ScopeGrantRepository grants, Transactions transactions) {
        this.grants = grants;
        this.transactions = transactions;
    }

    /** @param agentId null for those of every agent */
    Uni<Page<ScopeGrantView>> execute(Tenant tenant, @Nullable String agentId, int limit, @Nullable String cursor) {
        var before = Cursor.before(cursor, ScopeGrant.ID);
        return transactions
                .inTenant(tenant, transaction -> grants.findOlderThan(transaction, tenant, agentId, before, limit + 1))
                .map(rows -> Page.of(rows, limit, ScopeGrant::id, ScopeGrant::view));
    }
}
