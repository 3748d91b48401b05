package dev.tollgate.onboarding.account;

import dev.tollgate.onboarding.document.Documents;
import dev.tollgate.onboarding.profile.AccountRole;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.page.Cursor;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a tenant its connected accounts: one, or a page of them, newest first. */
@ApplicationScoped
class ReadConnectedAccounts {
    private final Transactions transactions;
    private final ConnectedAccountRepository repository;
    private final Documents documents;

    ReadConnectedAccounts(Transactions transactions, ConnectedAccountRepository repository, Documents documents) {
        this.transactions = transactions;
        this.repository = repository;
        this.documents = documents;
    }

    /** With what has come of its documents, as far as a glance at their storage tells. */
    Uni<Dossier> one(Tenant tenant, String id) {
        return read(tenant, id)
                .chain(found -> documents
                        .glance(found.documents())
                        .chain(looked ->
                                looked ? read(tenant, id) : Uni.createFrom().item(found)));
    }

    private Uni<Dossier> read(Tenant tenant, String id) {
        return transactions.inTenant(
                tenant,
                transaction ->
                        repository.find(transaction, tenant, id).chain(account -> dossier(transaction, account)));
    }

    Uni<Page<ConnectedAccountBody>> page(
            Tenant tenant,
            @Nullable AccountRole role,
            @Nullable ConnectedAccountState status,
            @Nullable String cursor,
            int limit) {
        var before = Cursor.before(cursor, ConnectedAccount.ID);
        return transactions.inTenant(
                tenant,
                transaction -> repository
                        .newest(transaction, tenant, role, status, before, limit)
                        .chain(found -> dossiers(transaction, tenant, found))
                        .map(found -> Page.of(
                                found, limit, dossier -> dossier.account().id(), ConnectedAccountBody::of)));
    }

    /** The account with its documents, as this transaction sees them. */
    Uni<Dossier> dossier(SqlConnection transaction, ConnectedAccount account) {
        return dossiers(transaction, account.tenant(), List.of(account)).map(List::getFirst);
    }

    /** The same of accounts of any tenants, in a transaction that sees them all; in this order. */
    Uni<List<Dossier>> ofAll(SqlConnection transaction, List<ConnectedAccount> accounts) {
        return Multi.createFrom()
                .iterable(accounts)
                .onItem()
                .transformToUniAndConcatenate(account -> dossier(transaction, account))
                .collect()
                .asList();
    }

    private Uni<List<Dossier>> dossiers(SqlConnection transaction, Tenant tenant, List<ConnectedAccount> accounts) {
        return documents
                .of(
                        transaction,
                        tenant,
                        accounts.stream().map(ConnectedAccount::id).toList())
                .map(found -> accounts.stream()
                        .map(account -> new Dossier(account, found.getOrDefault(account.id(), List.of())))
                        .toList());
    }
}
