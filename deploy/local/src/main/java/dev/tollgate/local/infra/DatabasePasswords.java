package dev.tollgate.local.infra;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The passwords a database is made with.
 *
 * @param superuser of the role {@code postgres}
 * @param services of each service's two roles, by the service's schema name
 */
public record DatabasePasswords(String superuser, Map<String, Roles> services) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** The passwords of {@code <service>_owner} (migrations) and {@code <service>_app} (the running service). */
    public record Roles(String owner, String app) {
        @Override
        public String toString() {
            return "Roles[…]";
        }
    }

    /** A different random password for every role. */
    public static DatabasePasswords random() {
        var services = new TreeMap<String, Roles>();
        for (var service : DatabaseBootstrap.SERVICES) {
            services.put(service, new Roles(word(), word()));
        }
        return new DatabasePasswords(word(), services);
    }

    /** One random password for all owners and one for all apps: for tests, which act as many services. */
    public static DatabasePasswords sharedByServices() {
        var roles = new Roles(word(), word());
        var services = new TreeMap<String, Roles>();
        for (var service : DatabaseBootstrap.SERVICES) {
            services.put(service, roles);
        }
        return new DatabasePasswords(word(), services);
    }

    /**
     * The passwords of one service.
     *
     * @throws IllegalArgumentException when no such service has a schema
     */
    public Roles of(String service) {
        var roles = services.get(service);
        if (roles == null) {
            throw new IllegalArgumentException("no service owns a schema " + service);
        }
        return roles;
    }

    @Override
    public String toString() {
        return "DatabasePasswords[…]";
    }

    private static String word() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
