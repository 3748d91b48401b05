package dev.tollgate.platform.db;

import dev.tollgate.platform.http.RequestTrace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which requests' commits listeners were told of. */
@ApplicationScoped
class HeardCommits implements CommitListener {
    private final Set<String> requests = ConcurrentHashMap.newKeySet();

    @Override
    public void committed() {
        requests.add(RequestTrace.current().requestId());
    }

    boolean of(RequestTrace trace) {
        return requests.contains(trace.requestId());
    }
}
