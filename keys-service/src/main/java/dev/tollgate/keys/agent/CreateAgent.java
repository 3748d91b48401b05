package dev.tollgate.keys.agent;

import dev.tollgate.keys.creation.Creation;
import dev.tollgate.keys.secret.SaltedHash;
import dev.tollgate.keys.secret.SecretHashes;
import dev.tollgate.platform.credential.AgentTokenText;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

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

    Uni<Creation<IssuedAgent, AgentView>> execute(Actor by, AgentOrder order) {
        var text = AgentTokenText.mint(order.tenant().mode());
        var event = Agent.create(order, text, clock.instant()).created(by);
        var hash = hashes.of(text.secret());
        return transactions
                .inTenant(order.tenant(), transaction -> insert(transaction, event, order, hash))
                .chain(inserted -> inserted
                        ? Uni.createFrom().item(new Creation.Created<>(IssuedAgent.of(event.agent(), text)))
                        : earlier(order));
    }

    private Uni<Boolean> insert(
            SqlConnection transaction, AgentEvent.Created event, AgentOrder order, SaltedHash hash) {
        return agents.insert(transaction, event, order, hash)
                .call(inserted -> inserted
                        ? outbox.append(transaction, event)
                        : Uni.createFrom().voidItem());
    }

    /** The agent that is in the way, whose request was first. */
    private Uni<Creation<IssuedAgent, AgentView>> earlier(AgentOrder order) {
        return transactions
                .inTenant(
                        order.tenant(),
                        transaction -> agents.findByIdempotencyKey(
                                transaction, order.tenant(), String.valueOf(order.idempotencyKey())))
                .map(earlier -> new Creation.Replayed<>(earlier.orElseThrow().view()));
    }
}
