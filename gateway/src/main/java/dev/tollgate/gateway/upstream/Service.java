package dev.tollgate.gateway.upstream;

import java.util.Locale;

/** The services behind the gate, by the name that their configuration carries ({@code TOLLGATE_<NAME>_URL}). */
public enum Service {
    AUTH,
    KEYS,
    ONBOARDING,
    PAYMENTS,
    LIMITS,
    WEBHOOKS;

    /** The name in configuration and logs. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
