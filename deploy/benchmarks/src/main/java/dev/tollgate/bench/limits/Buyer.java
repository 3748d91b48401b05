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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client: reserves for hot and cold organizations, repeats what it reserved, ends some of it, and asks again where it got no answer. Whatever a
 * reference was once told, it must be told again.
 */
final class Buyer {
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** An organization and the token of its key. */
    record Organization(String id, String token) {}

    /** What all clients found together. */
    record Findings(Map<String, String> answers, AtomicLong contradictions, AtomicLong unanswered) {
        static Findings none() {
            return new Findings(new ConcurrentHashMap<>(), new AtomicLong(), new AtomicLong());
        }
    }

    private record Thing(Organization organization, String reference, String amount) {}

    private final HttpClient http;
    private final Supplier<URI> replica;
    private final List<Organization> organizations;
    private final String serviceToken;
    private final SplittableRandom random;
    private final Findings findings;
    private final List<Thing> mine = new ArrayList<>();

    Buyer(
            HttpClient http,
            Supplier<URI> replica,
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

    void step() throws InterruptedException {
        int what = mine.isEmpty() ? 9 : random.nextInt(10);
        switch (what) {
            case 0, 1 -> end(mine.get(random.nextInt(mine.size())), random.nextInt(3) == 0 ? "commit" : "release");
            case 2 -> reserve(mine.get(random.nextInt(mine.size())));
            default -> {
                var organization = organizations.get(random.nextBoolean() ? 0 : random.nextInt(organizations.size()));
                var cents = random.nextInt(1, 2_000);
                var thing = new Thing(organization, Ids.next("pi"), cents / 100 + "." + cents % 100 / 10 + cents % 10);
                mine.add(thing);
                reserve(thing);
            }
        }
    }

    private void reserve(Thing thing) throws InterruptedException {
        var body = "{\"amount\":\"" + thing.amount() + "\",\"currency\":\"USD\",\"path\":\"stream\",\"reference\":\""
                + thing.reference() + "\"}";
        var answer =
                post("/internal/v1/reservations", body, thing.organization().token());
        if (answer == null) {
            findings.unanswered().incrementAndGet();
            return;
        }
        var first = findings.answers().putIfAbsent(thing.reference(), answer);
        if (first != null && !first.equals(answer)) {
            findings.contradictions().incrementAndGet();
        }
    }

    private void end(Thing thing, String how) throws InterruptedException {
        var body = "{\"orgId\":\"" + thing.organization().id() + "\",\"reference\":\"" + thing.reference() + "\"}";
        post("/internal/v1/reservations/" + how, body, serviceToken);
    }

    /** Null without an answer that says anything. */
    private @Nullable String post(String path, String body, String token) throws InterruptedException {
        var request = HttpRequest.newBuilder(replica.get().resolve(path))
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
