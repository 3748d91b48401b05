package dev.tollgate.auth.signin;

import dev.tollgate.platform.crypto.Secret;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

@ApplicationScoped
class SignInTokenRepository implements PanacheRepositoryBase<SignInToken, String> {
    private static final String CONSUME = "update signin_token set consumed_at = ?2"
            + " where hash = ?1 and consumed_at is null and expires_at > ?2 and account_id is not null returning account_id";

    /** How many tokens an account was given since. */
    Uni<Long> countSince(String accountId, Instant since) {
        return count("accountId = ?1 and createdAt > ?2", accountId, since);
    }

    /** Uses a token up and answers with its account; the item is null if it is used, expired or unknown. Of two at once, one wins. */
    Uni<String> consume(Secret plain, Instant now) {
        return getSession()
                .chain(session -> session.createNativeQuery(CONSUME, String.class)
                        .setParameter(1, LinkToken.hash(plain))
                        .setParameter(2, now)
                        .getSingleResultOrNull());
    }
}
