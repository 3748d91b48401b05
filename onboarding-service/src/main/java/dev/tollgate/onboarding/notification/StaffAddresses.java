package dev.tollgate.onboarding.notification;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Where reviewers are told: {@code TOLLGATE_STAFF_EMAILS}, the same list that makes staff of people in auth-service. Who is named twice is told once. */
@ApplicationScoped
class StaffAddresses {
    private static final Logger LOG = Logger.getLogger(StaffAddresses.class);
    private static final Pattern ADDRESS = Pattern.compile("[\\x21-\\x7e&&[^,;<>()]]+@[A-Za-z0-9.-]+");

    private final List<String> addresses;

    StaffAddresses(@ConfigProperty(name = "tollgate.staff-emails") Optional<List<String>> addresses) {
        this.addresses = addresses.orElse(List.of()).stream()
                .map(address -> address.trim().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    void start(@Observes StartupEvent event) {
        if (!addresses.stream().allMatch(address -> ADDRESS.matcher(address).matches())) {
            throw new IllegalStateException("TOLLGATE_STAFF_EMAILS must be email addresses, separated by commas");
        }
        if (addresses.isEmpty()) {
            LOG.warn("TOLLGATE_STAFF_EMAILS is empty: reviewers are told of declarations in the application only");
        }
    }

    List<String> all() {
        return addresses;
    }
}
