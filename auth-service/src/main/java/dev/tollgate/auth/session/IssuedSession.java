package dev.tollgate.auth.session;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.principal.Mode;
import java.time.Instant;

/** A session with a token for one of its modes, on its way to the person whose it is. */
public record IssuedSession(Secret token, Instant expiresAt, Mode mode, UserAccount account) {
    static SessionClaims claims(Session session, UserAccount account, Mode mode) {
        return new SessionClaims(session.id(), account.id(), account.orgId(), mode, account.wireRole());
    }
}
