package dev.tollgate.onboarding.account;

import dev.tollgate.onboarding.document.Documents;
import dev.tollgate.onboarding.document.FileKind;
import dev.tollgate.onboarding.profile.DocumentType;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes room for one document of an account that is not submitted yet, else 409 {@code InvalidState}. */
@ApplicationScoped
class RequestUpload {
    private final Transactions transactions;
    private final ConnectedAccountRepository accounts;
    private final Documents documents;

    RequestUpload(Transactions transactions, ConnectedAccountRepository accounts, Documents documents) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.documents = documents;
    }

    Uni<Documents.Requested> request(Principal caller, String accountId, DocumentType type, FileKind kind) {
        var tenant = caller.requireTenant();
        return transactions.inTenant(
                tenant,
                transaction -> accounts.lock(transaction, tenant, accountId)
                        .invoke(ConnectedAccount::requireOpen)
                        .chain(account -> documents.request(
                                transaction, tenant, account.id(), type.wire(), kind, caller.actorId())));
    }
}
