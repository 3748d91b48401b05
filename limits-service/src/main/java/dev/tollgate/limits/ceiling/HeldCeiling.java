package dev.tollgate.limits.ceiling;

import dev.tollgate.platform.principal.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What is in an organization's ledger, while it is locked.
 *
 * @param decision the number of the last decision whose ceiling was applied; zero for none
 */
public record HeldCeiling(CeilingOverride override, long decision) {
    /** The change that a decision makes; null where a later one, or this one, was applied before. */
    public @Nullable CeilingChange decided(String orgId, @Nullable DecidedCeiling decided) {
        return decided == null || decided.decision() <= decision
                ? null
                : new CeilingChange(orgId, override, decided.override(), decided.decision(), CeilingChange.BY_DECISION);
    }

    /** As the next reservation will find it, for looking at: with the ceiling of a decision that was not applied yet. */
    public HeldCeiling under(@Nullable DecidedCeiling decided) {
        return decided == null || decided.decision() <= decision
                ? this
                : new HeldCeiling(decided.override(), decided.decision());
    }

    /** The change that staff makes; null where that is what is set already. */
    public @Nullable CeilingChange set(String orgId, CeilingOverride to, Actor by) {
        return override.equals(to) ? null : new CeilingChange(orgId, override, to, null, by);
    }

    /** What is held after {@code change}. */
    public HeldCeiling after(CeilingChange change) {
        return new HeldCeiling(change.after(), change.decision() == null ? decision : change.decision());
    }
}
