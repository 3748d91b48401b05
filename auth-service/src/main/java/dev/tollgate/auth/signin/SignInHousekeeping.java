package dev.tollgate.auth.signin;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.work.Background;
import dev.tollgate.platform.work.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

/** Forgets tokens and attempts a day after they stopped to matter. */
@ApplicationScoped
public class SignInHousekeeping {
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final String TOKENS = "delete from signin_token where expires_at < $1";
    private static final String ATTEMPTS = "delete from signin_attempt where attempted_at < $1";

    private final Transactions transactions;
    private final Background background;
    private final Clock clock;
    private final Loop loop = new Loop("sign-in-housekeeping", EVERY, this::round);

    SignInHousekeeping(Transactions transactions, Background background, Clock clock) {
        this.transactions = transactions;
        this.background = background;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    private boolean round() throws Exception {
        background.run(this::forget);
        return false;
    }

    Uni<Void> forget() {
        var before = Tuple.of(clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC));
        return transactions.acrossTenants(transaction -> transaction
                .preparedQuery(TOKENS)
                .execute(before)
                .chain(() -> transaction.preparedQuery(ATTEMPTS).execute(before))
                .replaceWithVoid());
    }
}
