package dev.tollgate.onboarding.account;

import dev.tollgate.platform.db.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Live accounts of all organizations, for staff. */
@ApplicationScoped
public class ConnectedAccountsForReview {
    private final Transactions transactions;
    private final ConnectedAccountRepository repository;
    private final ReadConnectedAccounts read;

    ConnectedAccountsForReview(
            Transactions transactions, ConnectedAccountRepository repository, ReadConnectedAccounts read) {
        this.transactions = transactions;
        this.repository = repository;
        this.read = read;
    }

    /** The account, or 404. */
    public Uni<Dossier> one(String id) {
        return transactions.acrossTenants(transaction ->
                repository.findLive(transaction, id).chain(account -> read.dossier(transaction, account)));
    }

    /** In the order in which they were submitted, after this one; one more than {@code limit}, if there are more. */
    public Uni<List<Dossier>> page(ConnectedAccountState status, Instant after, String afterId, int limit) {
        return transactions.acrossTenants(transaction -> repository
                .liveQueue(transaction, status, after, afterId, limit)
                .chain(found -> read.ofAll(transaction, found)));
    }
}
