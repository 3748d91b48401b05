package dev.tollgate.auth.signin;

import dev.tollgate.auth.account.UserAccountRepository;
import dev.tollgate.platform.db.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Asks for a sign-in link. The answer tells only whether it may be asked now, never whether the address is known. */
@ApplicationScoped
class RequestSignIn {
    private final SignInLimit limit;
    private final Sessions sessions;
    private final UserAccountRepository accounts;
    private final SignInLinks links;

    RequestSignIn(SignInLimit limit, Sessions sessions, UserAccountRepository accounts, SignInLinks links) {
        this.limit = limit;
        this.sessions = sessions;
        this.accounts = accounts;
        this.links = links;
    }

    Uni<SignInLimit.Answer> request(String address, @Nullable String client) {
        return limit.admit(address, client).call(answer -> switch (answer) {
            case SignInLimit.Answer.Admitted() -> mail(address);
            case SignInLimit.Answer.Refused refused -> Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> mail(String address) {
        return sessions.acrossTenants(() -> accounts.byEmail(address).chain(account -> links.mail(address, account)));
    }
}
