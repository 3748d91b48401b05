package dev.tollgate.gateway.principal;

import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Principal;

/** The principals that no credential leads to. */
public final class WithoutCredential {
    /** A request on a public route; whatever credential came with it was not looked at. */
    public static final Principal ANONYMOUS = of(ActorType.ANONYMOUS, "anonymous");

    /** The gateway on its own behalf. */
    public static final Principal GATEWAY = of(ActorType.SERVICE, "gateway");

    private WithoutCredential() {}

    private static Principal of(ActorType actor, String name) {
        return new Principal(actor, name, null, null, null, false, null);
    }
}
