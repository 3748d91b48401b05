package dev.tollgate.gateway.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a service gets to see of what a client sent, and a client of what a service answered. Of requests everything is dropped by which a
 * client might name an organization, a mode, a principal, an address or another method (contract/credentials.md, Resolution); of answers
 * what tells of the inside, or is said by the gateway alone; of both what is meant for one hop. The lists are those of README.md.
 */
final class Headers {
    static final Set<String> OF_REQUESTS = words("""
            authorization baggage cf-connecting-ip connection cookie cookie2 expect forwarded host http2-settings
            keep-alive max-forwards te trailer transfer-encoding true-client-ip upgrade via
            """);

    static final Set<String> OF_REQUESTS_BEGINNING = words("""
            proxy- x-account x-actor x-agent x-api-key x-auth x-client- x-cluster- x-environment x-envoy- x-forwarded
            x-group x-http-method x-internal x-live x-merchant x-method x-mode x-org x-original x-principal x-real-ip
            x-remote x-rewrite x-role x-scope x-session x-staff x-tenant x-tollgate x-user
            """);

    static final Set<String> OF_ANSWERS = words("""
            connection date keep-alive proxy-authenticate proxy-connection ratelimit ratelimit-policy server te trailer
            transfer-encoding upgrade via x-environment x-live-blocked x-powered-by x-request-id
            """);

    static final Set<String> OF_ANSWERS_BEGINNING = words("access-control- x-tollgate-");

    static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("X-Forwarded-For");
    static final CharSequence FORWARDED_PROTO = HttpHeaders.createOptimized("X-Forwarded-Proto");

    /** The same names come again and again; what clients make up is judged each time. */
    private static final int REMEMBERED = 1_000;

    private static final List<String> LIMIT = List.of("RateLimit", "RateLimit-Policy");

    private static final Set<String> USUAL_CONNECTION = Set.of("keep-alive", "close");

    private static final Map<String, Boolean> REQUEST_VERDICTS = new ConcurrentHashMap<>();
    private static final Map<String, Boolean> ANSWER_VERDICTS = new ConcurrentHashMap<>();

    private Headers() {}

    /** Adds to {@code onward} what a service may see. */
    static void passOnRequest(MultiMap request, MultiMap onward) {
        passOn(request, onward, REQUEST_VERDICTS, Headers::isDroppedFromRequests);
    }

    /** Adds to {@code response} what a client may see. */
    static void passOnAnswer(MultiMap answer, MultiMap response) {
        passOn(answer, response, ANSWER_VERDICTS, Headers::isDroppedFromAnswers);
    }

    /** On a 429 of a service its own limit is what counts, not the organization's, which let the request in. */
    static void passOnLimit(MultiMap answer, MultiMap response) {
        for (var name : LIMIT) {
            var told = answer.get(name);
            if (told != null) {
                response.set(name, told);
            }
        }
    }

    /** Some readers take {@code X_Org_Id} for {@code X-Org-Id}: no name with {@code _} goes on. */
    static boolean isDroppedFromRequests(String header) {
        var name = header.toLowerCase(Locale.ROOT);
        return name.indexOf('_') >= 0 || isListed(name, OF_REQUESTS, OF_REQUESTS_BEGINNING);
    }

    private static boolean isDroppedFromAnswers(String header) {
        return isListed(header.toLowerCase(Locale.ROOT), OF_ANSWERS, OF_ANSWERS_BEGINNING);
    }

    private static boolean isListed(String name, Set<String> names, Set<String> beginnings) {
        if (names.contains(name)) {
            return true;
        }
        for (var beginning : beginnings) {
            if (name.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    private static void passOn(MultiMap from, MultiMap to, Map<String, Boolean> verdicts, Predicate<String> dropped) {
        var forThisHop = namedBy(from.getAll(HttpHeaders.CONNECTION));
        for (var header : from) {
            var name = header.getKey();
            if (!isDropped(name, verdicts, dropped) && !forThisHop.contains(name.toLowerCase(Locale.ROOT))) {
                to.add(name, header.getValue());
            }
        }
    }

    /** RFC 9110, 7.6.1: what {@code Connection} names is meant for this hop only. Mostly it names nothing that is not dropped anyway. */
    private static Set<String> namedBy(List<String> connection) {
        return USUAL_CONNECTION.containsAll(connection)
                ? Set.of()
                : connection.stream()
                        .flatMap(value -> Arrays.stream(value.split(",", -1)))
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
    }

    private static boolean isDropped(String name, Map<String, Boolean> verdicts, Predicate<String> dropped) {
        var known = verdicts.get(name);
        if (known != null) {
            return known;
        }
        boolean verdict = dropped.test(name);
        if (verdicts.size() < REMEMBERED) {
            verdicts.put(name, verdict);
        }
        return verdict;
    }

    private static Set<String> words(String list) {
        return Set.of(list.strip().split("\\s+"));
    }
}
