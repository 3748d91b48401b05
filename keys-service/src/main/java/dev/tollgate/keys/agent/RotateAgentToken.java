package dev.tollgate.keys.agent;

import dev.tollgate.keys.caller.Actor;
import dev.tollgate.keys.secret.SaltedHash;
import dev.tollgate.keys.secret.SecretHashes;
import dev.tollgate.platform.coherence.Changes;
import dev.tollgate.platform.credential.AgentTokenText;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Gives an agent another token, and answers when no gateway lets in the one before it any more. */
@ApplicationScoped
class RotateAgentToken {
    private final AgentRepository agents;
    private final SecretHashes hashes;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Changes changes;
    private final Clock clock;

    RotateAgentToken(
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

    Uni<IssuedAgent> execute(Tenant tenant, Actor by, String id) {
        var text = AgentTokenText.mint(tenant.mode());
        var hash = hashes.of(text.secret());
        return transactions
                .inTenant(
                        tenant,
                        transaction -> agents.lock(transaction, tenant, id)
                                .chain(agent ->
                                        record(transaction, agent, agent.rotateToken(text, by, clock.instant()), hash)))
                .call(rotated -> changes.heard(rotated.change()))
                .map(rotated -> IssuedAgent.of(rotated.agent(), text));
    }

    /** @param change its number */
    private record Rotated(Agent agent, long change) {}

    private Uni<Rotated> record(
            SqlConnection transaction, Agent before, AgentEvent.TokenRotated event, SaltedHash hash) {
        return agents.addToken(transaction, event, hash)
                .chain(() -> agents.save(transaction, event.agent()))
                .chain(() -> outbox.append(transaction, event))
                .chain(() -> changes.note(transaction, before.subjectOfChanges()))
                .map(change -> new Rotated(event.agent(), change));
    }
}
