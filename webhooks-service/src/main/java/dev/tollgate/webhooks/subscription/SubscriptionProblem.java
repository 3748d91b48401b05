package dev.tollgate.webhooks.subscription;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.webhooks.event.EventTypes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every way this feature says no. */
final class SubscriptionProblem {
    private SubscriptionProblem() {}

    static Subscription requirePresent(@Nullable Subscription found) {
        if (found == null) {
            throw Problem.notFound();
        }
        return found;
    }

    /** Each type once, in the order given; a {@code ValidationError} names those that are unknown. */
    static List<String> requireKnown(List<String> eventTypes) {
        List<String> violations = new ArrayList<>();
        for (int i = 0; i < eventTypes.size(); i++) {
            var type = eventTypes.get(i);
            if (!EventTypes.ALL.equals(type) && !EventTypes.isKnown(type)) {
                violations.add("eventTypes[" + i + "]: there is no event type \"" + type + "\"");
            }
        }
        if (eventTypes.contains(EventTypes.ALL) && eventTypes.size() > 1) {
            violations.add("eventTypes: \"*\" means every type and stands alone");
        }
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations);
        }
        return List.copyOf(new LinkedHashSet<>(eventTypes));
    }
}
