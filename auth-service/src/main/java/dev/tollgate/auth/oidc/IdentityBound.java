package dev.tollgate.auth.oidc;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.account.UserAccount.Identity;
import dev.tollgate.platform.event.Audit;
import dev.tollgate.platform.event.Audited;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * An account was bound to somebody at an OpenID provider: from now on that person signs in to it, and no other of that provider. Staff belong to no
 * organization; about them it is the platform that is told.
 */
record IdentityBound(String subject, String orgId, Actor actor, Identity before, Identity after) implements Audited {
    static final FactType TYPE = new FactType("auth", "identity", "bound");

    /** Stands where other facts name their organization, as in facts about signing keys. */
    private static final String PLATFORM = "platform";

    /** Its own doing: whoever came with the provider's word. */
    static IdentityBound of(UserAccount account, Identity before) {
        var orgId = account.orgId();
        return orgId == null
                ? new IdentityBound(account.id(), PLATFORM, Actor.staff(account.id()), before, account.identity())
                : new IdentityBound(account.id(), orgId, Actor.user(account.id()), before, account.identity());
    }

    @Override
    public FactType type() {
        return TYPE;
    }

    @Override
    public @Nullable Mode mode() {
        return null;
    }

    @Override
    public Object data() {
        return new Data(subject, after.provider(), before.provider(), actor);
    }

    @Override
    public Audit audit() {
        return new Audit(actor, Standing.of(before), Standing.of(after));
    }

    /** What is published: not who they are there. */
    @RegisterForReflection
    record Data(String userId, String provider, String previousProvider, Actor actor) {}

    /** What the audit log shows, so that two people of one provider are told apart. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Standing(String provider, @Nullable String subject) {
        static Standing of(Identity identity) {
            return new Standing(identity.provider(), identity.subject());
        }
    }
}
