package dev.tollgate.onboarding.verification;

import dev.tollgate.onboarding.account.ConnectedAccountMove;
import dev.tollgate.onboarding.account.ConnectedAccountState;
import dev.tollgate.onboarding.account.ConnectedAccountsForReview;
import dev.tollgate.onboarding.account.DecideConnectedAccount;
import dev.tollgate.onboarding.account.Dossier;
import dev.tollgate.onboarding.document.Documents;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.page.QueueCursor;
import dev.tollgate.platform.principal.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Staff read and decide live accounts of any organization. 404 for an id that is none, and for test accounts, about which the sandbox decides. */
@ApplicationScoped
class ReviewConnectedAccounts {
    private final Transactions transactions;
    private final ConnectedAccountsForReview accounts;
    private final DecideConnectedAccount decide;
    private final Documents documents;

    ReviewConnectedAccounts(
            Transactions transactions,
            ConnectedAccountsForReview accounts,
            DecideConnectedAccount decide,
            Documents documents) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.decide = decide;
        this.documents = documents;
    }

    Uni<Page<ReviewedAccount>> oldest(ConnectedAccountState status, QueueCursor after, int limit) {
        return accounts.page(status, after.at(), after.id(), limit)
                .map(found -> Page.ofQueue(found, limit, ReviewConnectedAccounts::place, ReviewedAccount::of));
    }

    private static QueueCursor place(Dossier last) {
        var account = last.account();
        return new QueueCursor(Objects.requireNonNull(account.submittedAt()), account.id());
    }

    Uni<ReviewedAccount> one(String id) {
        return accounts.one(id).map(ReviewedAccount::of);
    }

    /** The bytes of a document of the account; 404 for another's, and for one that was not uploaded. */
    Uni<Documents.Opened> document(String id, String documentId) {
        return accounts.one(id)
                .chain(dossier -> documents.open(dossier.account().tenant(), id, documentId));
    }

    /** 409 {@code InvalidState} for an account that does not wait, also where another reviewer was faster. */
    Uni<ReviewedAccount> decide(String id, ConnectedAccountMove move, @Nullable String notes, String reviewerId) {
        return accounts.one(id)
                .map(dossier -> dossier.account().tenant())
                .chain(tenant -> transactions.inTenant(
                        tenant,
                        transaction -> decide.hold(transaction, tenant, id)
                                .chain(held -> decide.decide(transaction, held, move, notes, Actor.staff(reviewerId)))))
                .chain(() -> one(id));
    }
}
