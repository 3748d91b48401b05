package dev.tollgate.keys.agent;

import dev.tollgate.keys.caller.Actor;
import dev.tollgate.keys.secret.SaltedHash;
import dev.tollgate.keys.secret.SecretHashes;
import dev.tollgate.platform.credential.AgentTokenText;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Gives an agent another token. The one before it is refused from the next request on. */
@ApplicationScoped
class RotateAgentToken {
    private final AgentRepository agents;
    private final SecretHashes hashes;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;

    RotateAgentToken(
            AgentRepository agents, SecretHashes hashes, Transactions transactions, Outbox outbox, Clock clock) {
        this.agents = agents;
        this.hashes = hashes;
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
    }

    Uni<IssuedAgent> execute(Tenant tenant, Actor by, String id) {
        var text = AgentTokenText.mint(tenant.mode());
        var hash = hashes.of(text.secret());
        return transactions
                .inTenant(
                        tenant,
                        transaction -> agents.lock(transaction, tenant, id)
                                .map(agent -> agent.rotateToken(text, by, clock.instant()))
                                .call(rotated -> record(transaction, rotated, hash)))
                .map(rotated -> IssuedAgent.of(rotated.agent(), text));
    }

    private Uni<Void> record(SqlConnection transaction, AgentEvent.TokenRotated rotated, SaltedHash hash) {
        return agents.addToken(transaction, rotated, hash)
                .chain(() -> agents.save(transaction, rotated.agent()))
                .chain(() -> outbox.append(transaction, rotated));
    }
}
