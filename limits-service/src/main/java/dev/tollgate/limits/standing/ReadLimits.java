package dev.tollgate.limits.standing;

import dev.tollgate.limits.ceiling.Windows;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Tells a live organization where it stands in the windows of now. */
@ApplicationScoped
class ReadLimits {
    private final Transactions transactions;
    private final StandingRepository standings;
    private final Clock clock;

    ReadLimits(Transactions transactions, StandingRepository standings, Clock clock) {
        this.transactions = transactions;
        this.standings = standings;
        this.clock = clock;
    }

    Uni<Standing> of(Tenant tenant) {
        var windows = Windows.at(clock.instant());
        return transactions.inTenant(tenant, transaction -> standings.read(transaction, tenant, windows));
    }
}
