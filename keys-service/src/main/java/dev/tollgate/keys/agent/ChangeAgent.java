package dev.tollgate.keys.agent;

import dev.tollgate.keys.secret.SecretHashes;
import dev.tollgate.platform.coherence.Changes;
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
import java.util.function.BiFunction;

/**
 * Gives an agent another token, takes its token out of use, and back; and answers when every gateway has heard it. Repeating a freeze or its end
 * changes nothing and promises the same.
 */
@ApplicationScoped
class ChangeAgent {
    private final AgentRepository agents;
    private final SecretHashes hashes;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Changes changes;
    private final Clock clock;

    ChangeAgent(
            AgentRepository agents,
            SecretHashes hashes,
            Transactions transactions,
            Outbox outbox,
            Changes changes,
            Clock clock) {
        this.agents = agents;
        this.hashes = hashes;
        this.transactions = transactions;
        this.outbox = outbox;
        this.changes = changes;
        this.clock = clock;
    }

    /** From the answer on, no gateway lets in the token before. */
    Uni<IssuedAgent> rotateToken(Tenant tenant, Actor by, String id) {
        var text = AgentTokenText.mint(tenant.mode());
        var hash = hashes.of(text.secret());
        return change(tenant, id, (transaction, agent) -> {
                    var rotated = agent.rotateToken(text, by, clock.instant());
                    return agents.addToken(transaction, rotated, hash).replaceWith(Optional.of(rotated));
                })
                .map(agent -> IssuedAgent.of(agent, text));
    }

    /** From the answer on, no gateway lets in its token. */
    Uni<AgentView> freeze(Tenant tenant, Actor by, String id) {
        return change(tenant, id, (transaction, agent) -> Uni.createFrom().item(agent.freeze(by, clock.instant())))
                .map(Agent::view);
    }

    /** From the answer on, every gateway lets in its token. */
    Uni<AgentView> unfreeze(Tenant tenant, Actor by, String id) {
        return change(tenant, id, (transaction, agent) -> Uni.createFrom().item(agent.unfreeze(by)))
                .map(Agent::view);
    }

    /** @param number of the change; empty where there was nothing to change */
    private record Changed(Agent agent, Optional<Long> number) {}

    private Uni<Agent> change(
            Tenant tenant, String id, BiFunction<SqlConnection, Agent, Uni<Optional<AgentEvent>>> transition) {
        return transactions
                .inTenant(
                        tenant,
                        transaction -> agents.lock(transaction, tenant, id)
                                .chain(agent -> transition
                                        .apply(transaction, agent)
                                        .chain(event -> record(transaction, agent, event))))
                .call(changed -> changed.number().map(changes::heard).orElseGet(changes::allHeard))
                .map(Changed::agent);
    }

    private Uni<Changed> record(SqlConnection transaction, Agent before, Optional<AgentEvent> transition) {
        return transition
                .map(event -> agents.save(transaction, event.agent())
                        .chain(() -> outbox.append(transaction, event))
                        .chain(() -> changes.note(transaction, before.subjectOfChanges()))
                        .map(number -> new Changed(event.agent(), Optional.of(number))))
                .orElseGet(() -> Uni.createFrom().item(new Changed(before, Optional.empty())));
    }
}
