package dev.tollgate.bench.revocation;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends requests with credentials, and writes each down. */
final class Sender {
    private final Replicas replicas;
    private final History history;
    private final AtomicInteger turn = new AtomicInteger();

    Sender(Replicas replicas, History history) {
        this.replicas = replicas;
        this.history = history;
    }

    /** One request, its route in turn; answers its status. */
    int use(Credential credential, int replica) {
        var routes = credential.uses();
        var request = routes.get(Math.floorMod(turn.getAndIncrement(), routes.size()));
        long before = System.nanoTime();
        try {
            var answer = replicas.of(replica).exchange(request);
            history.used(new History.Use(credential.number(), replica, answer.startedNanos(), answer.status()));
            return answer.status();
        } catch (IOException unanswered) {
            history.used(new History.Use(credential.number(), replica, before, History.NO_ANSWER));
            return History.NO_ANSWER;
        }
    }

    /** Revokes, and writes down when the answer was there; answers how long it took. */
    long revoke(Credential credential, int replica) {
        try {
            var answer = replicas.of(replica).exchange(credential.revocation());
            if (answer.status() != 200 && answer.status() != 204) {
                throw new IllegalStateException(
                        "the revocation of a " + credential.kind() + " was answered " + answer.status());
            }
            history.revoked(credential.number(), answer.answeredNanos());
            return answer.nanos();
        } catch (IOException unanswered) {
            throw new IllegalStateException(
                    "the revocation of a " + credential.kind() + " was not answered", unanswered);
        }
    }
}
