package dev.tollgate.keys.agent;

import dev.tollgate.keys.creation.Creation;
import dev.tollgate.keys.secret.SaltedHash;
import dev.tollgate.keys.secret.SecretHashes;
import dev.tollgate.platform.credential.AgentTokenText;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes an agent and its first token, or returns the agent of an earlier request with the same {@code Idempotency-Key}. */
@ApplicationScoped
class CreateAgent {
    private final AgentRepository agents;
    private final SecretHashes hashes;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;

    CreateAgent(AgentRepository agents, SecretHashes hashes, Transactions transactions, Outbox outbox, Clock clock) {
        this.agents = agents;
        this.hashes = hashes;
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param body asked for only where this is no repeat; fails where it is not valid */
    Uni<Creation<IssuedAgent, AgentView>> execute(
            Actor by, Tenant tenant, @Nullable String idempotencyKey, Supplier<AgentOrder> body) {
        return Creation.once(idempotencyKey, key -> earlier(tenant, key), () -> create(by, body.get()));
    }

    private Uni<Creation<IssuedAgent, AgentView>> create(Actor by, AgentOrder order) {
        var text = AgentTokenText.mint(order.tenant().mode());
        var event = Agent.create(order, text, clock.instant()).created(by);
        var hash = hashes.of(text.secret());
        return transactions
                .inTenant(order.tenant(), transaction -> insert(transaction, event, order, hash))
                .chain(inserted -> inserted
                        ? Uni.createFrom().item(new Creation.Created<>(IssuedAgent.of(event.agent(), text)))
                        : earlier(order.tenant(), String.valueOf(order.idempotencyKey()))
                                .map(Creation::replayed));
    }

    private Uni<Boolean> insert(
            SqlConnection transaction, AgentEvent.Created event, AgentOrder order, SaltedHash hash) {
        return agents.insert(transaction, event, order, hash)
                .call(inserted -> inserted
                        ? outbox.append(transaction, event)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Optional<AgentView>> earlier(Tenant tenant, String idempotencyKey) {
        return transactions
                .inTenant(tenant, transaction -> agents.findByIdempotencyKey(transaction, tenant, idempotencyKey))
                .map(earlier -> earlier.map(Agent::view));
    }
}
