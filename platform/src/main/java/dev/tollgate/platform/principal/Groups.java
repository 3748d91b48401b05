package dev.tollgate.platform.principal;

/** The groups of the internal principal, as {@code @RolesAllowed} names them. A route without an annotation needs {@link #TENANT}. */
public final class Groups {
    /** Any credential of an organization. */
    public static final String TENANT = "tenant";

    public static final String OWNER = "owner";
    public static final String ADMIN = "admin";
    public static final String MEMBER = "member";
    public static final String VIEWER = "viewer";

    /** Platform staff: they belong to no organization. */
    public static final String PLATFORM_ADMIN = "platform_admin";

    /** Another process of Tollgate, on its own behalf. */
    public static final String SERVICE = "service";

    /** A request that came through the gateway without a credential. */
    public static final String ANONYMOUS = "anonymous";

    private Groups() {}
}
