package dev.tollgate.bench.limits;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One client: reserves for hot and cold organizations, repeats what it reserved, ends some of it, and asks again where it got no answer. Whatever a
 * reference was once told, it must be told again, but for what became of it since.
 */
final class Buyer {
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BEFORE_AGAIN = Duration.ofMillis(50);
    private static final Pattern RESERVED = Pattern.compile("\"reservationId\":\"(rsv_\\w+)\"");

    /** An organization and the token of its key. */
    record Organization(String id, String token) {}

    /**
     * What all clients found together.
     *
     * @param answers what each reference was told: the id of its reservation, or {@code denied} and a digest of why
     */
    record Findings(Map<String, String> answers, AtomicLong contradictions, AtomicLong unanswered) {
        static Findings none() {
            return new Findings(new ConcurrentHashMap<>(), new AtomicLong(), new AtomicLong());
        }
    }

    private record Thing(Organization organization, String reference, String amount) {}

    private final HttpClient http;
    private final Function<SplittableRandom, URI> replica;
    private final List<Organization> organizations;
    private final String serviceToken;
    private final SplittableRandom random;
    private final Findings findings;
    private final List<Thing> open = new ArrayList<>();

    Buyer(
            HttpClient http,
            Function<SplittableRandom, URI> replica,
            List<Organization> organizations,
            String serviceToken,
            long seed,
            Findings findings) {
        this.http = http;
        this.replica = replica;
        this.organizations = organizations;
        this.serviceToken = serviceToken;
        this.random = new SplittableRandom(seed);
        this.findings = findings;
    }

    /** Whether it got an answer; without one it waits a little, as a client does. */
    boolean step() throws InterruptedException {
        int what = open.isEmpty() ? 9 : random.nextInt(10);
        boolean answered = switch (what) {
            case 0, 1 -> endOne(random.nextInt(3) == 0 ? "commit" : "release");
            case 2 -> reserve(open.get(random.nextInt(open.size())));
            default -> reserve(thing());
        };
        if (!answered) {
            findings.unanswered().incrementAndGet();
            LockSupport.parkNanos(BEFORE_AGAIN.toNanos());
        }
        return answered;
    }

    /** Gives back what is still held, until each has its answer. */
    void releaseAll() throws InterruptedException {
        for (var thing : open) {
            while (!end(thing, "release")) {
                LockSupport.parkNanos(BEFORE_AGAIN.toNanos());
            }
        }
        open.clear();
    }

    private Thing thing() {
        var organization = organizations.get(random.nextBoolean() ? 0 : random.nextInt(organizations.size()));
        int cents = random.nextInt(1, 2_000);
        var thing = new Thing(organization, Ids.next("pi"), cents / 100 + "." + cents % 100 / 10 + cents % 10);
        open.add(thing);
        return thing;
    }

    /** One that was denied has nothing to end, and is forgotten. */
    private boolean reserve(Thing thing) throws InterruptedException {
        var body = "{\"amount\":\"" + thing.amount() + "\",\"currency\":\"USD\",\"path\":\"stream\",\"reference\":\""
                + thing.reference() + "\"}";
        var answer =
                post("/internal/v1/reservations", body, thing.organization().token());
        if (answer == null) {
            return false;
        }
        var reserved = RESERVED.matcher(answer);
        var told = reserved.find() ? reserved.group(1) : "denied " + Integer.toHexString(answer.hashCode());
        var first = findings.answers().putIfAbsent(thing.reference(), told);
        if (first != null && !first.equals(told)) {
            findings.contradictions().incrementAndGet();
        }
        if (first != null && told.startsWith("denied")) {
            open.remove(thing); // after a repeat, so that denials are repeated too
        }
        return true;
    }

    private boolean endOne(String how) throws InterruptedException {
        int which = random.nextInt(open.size());
        var thing = open.get(which);
        if (!end(thing, how)) {
            return false;
        }
        open.set(which, open.getLast());
        open.removeLast();
        return true;
    }

    /** Without an answer to the reservation it may not be there to be committed; a release always finds an end. */
    private boolean end(Thing thing, String how) throws InterruptedException {
        var told = findings.answers().get(thing.reference());
        if (told != null && told.startsWith("denied")) {
            return true;
        }
        var body = "{\"orgId\":\"" + thing.organization().id() + "\",\"reference\":\"" + thing.reference() + "\"}";
        return post("/internal/v1/reservations/" + (told == null ? "release" : how), body, serviceToken) != null;
    }

    /** Null without an answer that says anything. */
    private @Nullable String post(String path, String body, String token) throws InterruptedException {
        var request = HttpRequest.newBuilder(replica.apply(random).resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == OK ? answer.body() : null;
        } catch (IOException away) {
            return null;
        }
    }
}
