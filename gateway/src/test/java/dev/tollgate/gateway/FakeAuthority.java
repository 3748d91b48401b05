package dev.tollgate.gateway;

import com.sun.net.httpserver.HttpExchange;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The side of {@code /internal/v1/changes} that a service has, for one subscriber: it grants leases until it is silenced. */
final class FakeAuthority implements FakeService.Streaming {
    private static final long KEEP_ALIVE_MILLIS = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final List<String> log = new ArrayList<>();
    private long heard = -1;
    private boolean silent;
    private boolean forgetful;

    /** Takes the exchanges of this service from now on, and returns once the gateway holds a lease. */
    static FakeAuthority of(FakeService service) throws InterruptedException {
        var authority = new FakeAuthority();
        service.on(FakeService.CHANGES, authority);
        authority.await(0);
        return authority;
    }

    /** How many changes there were. */
    long number() {
        lock.lock();
        try {
            return log.size();
        } finally {
            lock.unlock();
        }
    }

    /** Changes a subject; the gateway has heard of it when this returns. */
    void change(String subject) throws InterruptedException {
        lock.lock();
        try {
            log.add(subject);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        await(number());
    }

    /** Tells the gateway to forget everything, as after a database was restored. */
    void reset() throws InterruptedException {
        lock.lock();
        try {
            forgetful = true;
            heard = -1;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        await(0);
    }

    /** Answers no exchange any more. */
    void fallSilent() {
        lock.lock();
        try {
            silent = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void await(long number) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(10);
            while (heard < number) {
                if (left <= 0) {
                    throw new AssertionError("the gateway did not hear of change " + number);
                }
                left = moved.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var asked = new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var answer = answer(asked.getLong("heard"), asked.getBoolean("patient", true));
        FakeService.reply(exchange, answer == null ? 503 : 200, answer == null ? "{}" : answer.encode());
    }

    private @Nullable JsonObject answer(@Nullable Long said, boolean wait) {
        lock.lock();
        try {
            if (said == null || said > log.size() || forgetful) {
                forgetful = false;
                return bulletin(true, new JsonArray());
            }
            heard = said;
            moved.signalAll();
            long left = wait ? TimeUnit.MILLISECONDS.toNanos(KEEP_ALIVE_MILLIS) : 0;
            while (said == log.size() && left > 0 && !silent && !forgetful) {
                left = moved.awaitNanos(left);
            }
            if (silent) {
                return null;
            }
            if (forgetful) {
                forgetful = false;
                return bulletin(true, new JsonArray());
            }
            var changes = new JsonArray();
            for (long number = said + 1; number <= log.size(); number++) {
                changes.add(new JsonObject().put("number", number).put("subject", log.get((int) number - 1)));
            }
            return bulletin(false, changes);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            lock.unlock();
        }
    }

    private JsonObject bulletin(boolean reset, JsonArray changes) {
        return new JsonObject()
                .put("upTo", log.size())
                .put("complete", true)
                .put("reset", reset)
                .put("changes", changes);
    }
}
