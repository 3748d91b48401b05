package dev.tollgate.platform.principal;

import dev.tollgate.platform.id.IdPrefix;

/** One organization in one mode: what every row belongs to and every query takes whole (decision 6). */
public record Tenant(String orgId, Mode mode) {
    public static final IdPrefix ORGANIZATION = new IdPrefix("org");

    public Tenant {
        if (!ORGANIZATION.matches(orgId)) {
            throw new IllegalArgumentException("not an organization id: " + orgId);
        }
    }

    /** What row-level security compares with: {@code org_…/test}. */
    public String scope() {
        return orgId + '/' + mode.wire();
    }
}
