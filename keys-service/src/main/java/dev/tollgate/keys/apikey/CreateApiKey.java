package dev.tollgate.keys.apikey;

import dev.tollgate.keys.hash.SaltedHash;
import dev.tollgate.keys.production.ProductionStatusClient;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Issues a key: refuses what the caller can't give, returns the key of an earlier request with the same {@code Idempotency-Key}, asks
 * onboarding before a live one, and then inserts key and fact in one transaction. No transaction is open while onboarding is asked.
 */
@ApplicationScoped
class CreateApiKey {
    /** What came of it. */
    sealed interface Outcome {
        /** A new key, whose secret is seen here for the only time. */
        record Created(IssuedApiKey key) implements Outcome {}

        /** The key of the request that this one repeats, as it is now. */
        record Replayed(ApiKeyView key) implements Outcome {}
    }

    private final ApiKeyRepository keys;
    private final Sessions sessions;
    private final Transactions transactions;
    private final Outbox outbox;
    private final ProductionStatusClient production;
    private final Clock clock;

    CreateApiKey(
            ApiKeyRepository keys,
            Sessions sessions,
            Transactions transactions,
            Outbox outbox,
            @RestClient ProductionStatusClient production,
            Clock clock) {
        this.keys = keys;
        this.sessions = sessions;
        this.transactions = transactions;
        this.outbox = outbox;
        this.production = production;
        this.clock = clock;
    }

    Uni<Outcome> execute(Principal caller, ApiKeyOrder order) {
        new Issuer(caller).require(order);
        return sessions.inTenant(
                        order.tenant(), () -> refuseToOutlive(caller, order).chain(() -> earlier(order)))
                .chain(earlier -> earlier != null
                        ? Uni.createFrom().item(new Outcome.Replayed(earlier.view()))
                        : refuseUnapproved(order).chain(() -> insert(caller, order)));
    }

    /** A key that ends could otherwise go on for ever in its children. */
    private Uni<?> refuseToOutlive(Principal caller, ApiKeyOrder order) {
        return keys.findWithin(Reach.of(caller), caller.actorId()).invoke(issuer -> {
            if (issuer != null && order.outlives(issuer.expiresAt())) {
                throw ApiKeyProblem.outlivesIssuer();
            }
        });
    }

    private Uni<@Nullable ApiKey> earlier(ApiKeyOrder order) {
        return order.idempotencyKey() == null
                ? Uni.createFrom().nullItem()
                : keys.findByIdempotencyKey(order.tenant(), order.idempotencyKey());
    }

    private Uni<?> refuseUnapproved(ApiKeyOrder order) {
        if (order.tenant().mode() == Mode.TEST) {
            return Uni.createFrom().voidItem();
        }
        return production.status().invoke(access -> {
            if (!access.approved()) {
                throw ApiKeyProblem.liveNotApproved(access.status());
            }
        });
    }

    private Uni<Outcome> insert(Principal caller, ApiKeyOrder order) {
        var text = ApiKeyText.mint(order.tenant().mode());
        var key = ApiKey.issue(order, text, caller.actorId(), clock.instant());
        return transactions
                .inTenant(
                        order.tenant(),
                        transaction -> keys.insert(transaction, key, SaltedHash.of(text.secret()))
                                .call(inserted -> inserted
                                        ? outbox.append(transaction, key.created())
                                        : Uni.createFrom().voidItem()))
                .chain(inserted -> inserted
                        ? Uni.createFrom().item(new Outcome.Created(IssuedApiKey.of(key.view(), text)))
                        : first(order));
    }

    /** The key of the request that was faster. */
    private Uni<Outcome> first(ApiKeyOrder order) {
        return sessions.inTenant(order.tenant(), () -> earlier(order))
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("a key that was in the way is gone"))
                .map(key -> new Outcome.Replayed(key.view()));
    }
}
