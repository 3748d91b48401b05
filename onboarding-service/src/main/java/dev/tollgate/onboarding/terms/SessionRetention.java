package dev.tollgate.onboarding.terms;

import dev.tollgate.platform.retention.Retention;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** A session that is over for a day is forgotten, used or not: what was accepted in it is told by its account. */
class SessionRetention {
    @Produces
    @Singleton
    Retention sessions() {
        return new Retention("tos_session", "expires_at < now() - interval '1 day'");
    }
}
