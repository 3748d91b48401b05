package dev.tollgate.keys.apikey;

import dev.tollgate.keys.creation.Creation;
import dev.tollgate.keys.production.ProductionStatusClient;
import dev.tollgate.keys.secret.SecretHashes;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Issues a key: returns the key of an earlier request with the same {@code Idempotency-Key}, refuses what the caller can't give, asks
 * onboarding before a live one, and then inserts key and fact in one transaction, in which an issuing key must still be good. No transaction is
 * open while onboarding is asked.
 */
@ApplicationScoped
class CreateApiKey {
    private final ApiKeyRepository keys;
    private final SecretHashes hashes;
    private final Sessions sessions;
    private final Transactions transactions;
    private final Outbox outbox;
    private final ProductionStatusClient production;
    private final Clock clock;

    CreateApiKey(
            ApiKeyRepository keys,
            SecretHashes hashes,
            Sessions sessions,
            Transactions transactions,
            Outbox outbox,
            @RestClient ProductionStatusClient production,
            Clock clock) {
        this.keys = keys;
        this.hashes = hashes;
        this.sessions = sessions;
        this.transactions = transactions;
        this.outbox = outbox;
        this.production = production;
        this.clock = clock;
    }

    /**
     * @param named the mode of the wanted key, if the body names one; else, and where the caller can't reach it, the caller's own mode is where a repeat
     *     is looked for
     * @param body asked for only where this is no repeat; fails where it is not valid
     */
    Uni<Creation<IssuedApiKey, ApiKeyView>> execute(
            Principal caller, @Nullable Mode named, @Nullable String idempotencyKey, Supplier<ApiKeyOrder> body) {
        var reach = Reach.of(caller);
        var tenant = named != null && reach.modes().contains(named)
                ? new Tenant(reach.orgId(), named)
                : caller.requireTenant();
        return Creation.once(idempotencyKey, key -> earlier(tenant, key), () -> create(caller, body.get()));
    }

    private Uni<Creation<IssuedApiKey, ApiKeyView>> create(Principal caller, ApiKeyOrder order) {
        new Issuer(caller).require(order);
        return refuseUnapproved(order).chain(() -> issue(caller, order));
    }

    private Uni<Optional<ApiKeyView>> earlier(Tenant tenant, String idempotencyKey) {
        return sessions.inTenant(tenant, () -> keys.findByIdempotencyKey(tenant, idempotencyKey))
                .map(earlier -> earlier.map(ApiKey::view));
    }

    private Uni<?> refuseUnapproved(ApiKeyOrder order) {
        if (order.tenant().mode() == Mode.TEST) {
            return Uni.createFrom().voidItem();
        }
        return production.status(order.tenant().orgId()).invoke(access -> {
            if (!access.approved()) {
                throw ApiKeyProblem.liveNotApproved(access.status());
            }
        });
    }

    private Uni<Creation<IssuedApiKey, ApiKeyView>> issue(Principal caller, ApiKeyOrder order) {
        var text = ApiKeyText.mint(order.tenant().mode());
        var event = ApiKey.issue(order, text, clock.instant()).created(Actor.of(caller));
        var hash = hashes.of(text.secret());
        return transactions
                .inTenant(
                        order.tenant(),
                        transaction -> requireIssuer(transaction, caller, order)
                                .chain(() -> keys.insert(transaction, event, order, text, hash))
                                .call(inserted -> inserted
                                        ? outbox.append(transaction, event)
                                        : Uni.createFrom().voidItem()))
                .chain(inserted -> inserted
                        ? Uni.createFrom()
                                .item(new Creation.Created<>(
                                        IssuedApiKey.of(event.data().key(), text)))
                        : earlier(order.tenant(), String.valueOf(order.idempotencyKey()))
                                .map(Creation::replayed));
    }

    /** A key that is revoked or over, or that ends, could otherwise go on in its children. */
    private Uni<Void> requireIssuer(SqlConnection transaction, Principal caller, ApiKeyOrder order) {
        return caller.actor() == ActorType.API_KEY
                ? keys.requireIssuer(transaction, caller.actorId(), order, clock.instant())
                : Uni.createFrom().voidItem();
    }
}
