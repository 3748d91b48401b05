package dev.tollgate.bench.revocation;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What was sent and what came of it; judged when all is over. */
final class History {
    /** The refusals: no such credential, not (any more) allowed, cannot be known now. */
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 503);

    /** Stands for a request that got no answer: the connection ended, or patience did. */
    static final int NO_ANSWER = 0;

    private final Queue<Use> uses = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Long> revokedAt = new ConcurrentHashMap<>();

    /**
     * One request.
     *
     * @param credential its number
     * @param replica the number of the gateway that it went to
     * @param startedNanos before its first byte was sent
     */
    record Use(int credential, int replica, long startedNanos, int status) {
        /** Anything but a refusal: also a request that was counted out, or failed behind the gate, had come in. */
        boolean wasLetIn() {
            return status != NO_ANSWER && !REFUSALS.contains(status);
        }
    }

    void used(Use use) {
        uses.add(use);
    }

    /** A revocation was answered; the first answer counts. */
    void revoked(int credential, long answeredNanos) {
        revokedAt.putIfAbsent(credential, answeredNanos);
    }

    boolean isRevoked(int credential) {
        return revokedAt.containsKey(credential);
    }

    /** The requests that started after their credential's revocation had been answered, and were let in. */
    List<Use> lateAcceptances() {
        return uses.stream().filter(use -> use.wasLetIn() && isLate(use)).toList();
    }

    /** How many requests started after their credential's revocation had been answered. */
    long late() {
        return uses.stream().filter(this::isLate).count();
    }

    long count() {
        return uses.size();
    }

    long count(int status) {
        return uses.stream().filter(use -> use.status() == status).count();
    }

    /** How many requests were let in while they should be. */
    long rightlyLetIn() {
        return uses.stream().filter(use -> use.wasLetIn() && !isLate(use)).count();
    }

    private boolean isLate(Use use) {
        var answered = revokedAt.get(use.credential());
        return answered != null && use.startedNanos() - answered > 0;
    }
}
