package dev.tollgate.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.bench.Parallel;
import dev.tollgate.local.demo.Api;
import dev.tollgate.local.demo.WebhookReceiver;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every documented route, tried with every kind of credential. */
class AccessMatrixJourneyTest {
    private static final int AT_ONCE = 8;
    private static final int FEWEST_ROUTES = 30;

    private static Api api;
    private static final List<DocumentedRoute> ROUTES = new ArrayList<>();
    /** Whoever may call these may call them for everybody: staff, and whoever was given the URL. */
    private static final Set<AccessRules.Audience> SHARED =
            Set.of(AccessRules.Audience.STAFF, AccessRules.Audience.EVERYBODY);

    private static Credentials credentials;
    private static Requests requests;

    private record Try(DocumentedRoute route, Holder holder) {}

    @BeforeAll
    static void readTheDocumentsAndMakeCredentials() {
        api = RunningStack.story().api();
        ROUTES.addAll(DocumentedRoute.all(api));
        credentials = new Credentials();
        requests = new Requests(credentials.ours().orgId());
    }

    @Test
    void everybodyGetsAsFarAsTheRulesSay() {
        List<Try> tries = new ArrayList<>();
        for (var route : ROUTES) {
            Arrays.stream(Holder.values()).forEach(holder -> tries.add(new Try(route, holder)));
        }
        var wrong = new TreeSet<String>();
        Parallel.map(AT_ONCE, tries, AccessMatrixJourneyTest::complaint).forEach(wrong::addAll);

        assertTrue(ROUTES.size() >= FEWEST_ROUTES, () -> "only " + ROUTES.size() + " routes are documented");
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void everyRouteStatesAScopeOrThatItNeedsNone() {
        var silent = ROUTES.stream()
                .filter(route -> !route.scope().equals("none") && !Credentials.SCOPES.contains(route.scope()))
                .toList();
        assertEquals(List.of(), silent);
    }

    @Test
    void everyScopeOfADocumentedRouteIsNeededByIt() {
        var scoped =
                ROUTES.stream().filter(route -> !route.scope().equals("none")).toList();

        assertTrue(scoped.size() >= 10, scoped::toString);
        scoped.forEach(route -> assertEquals(
                Expectation.forbidden("InsufficientScope"),
                AccessRules.expected(route, Holder.KEY_WITHOUT_THE_SCOPE),
                route::name));
    }

    @Test
    void thePublishedTableIsTheseRules() throws IOException {
        var page = AccessPage.of(ROUTES);
        if (Boolean.getBoolean("contracts.update")) {
            Files.writeString(AccessPage.file(), page);
        }
        assertEquals(AccessPage.published(), page, "-Dcontracts.update=true writes it");
    }

    @Test
    void whatIsAnothersIsNotThere() throws IOException {
        try (var receiver = WebhookReceiver.start()) {
            var ids = new Belongings(RunningStack.story(), receiver, credentials.ours()).ids();
            var owner = api.as(credentials.ours().session());
            var stranger = RunningStack.founding().found("Stranger");
            var routes = ROUTES.stream()
                    .filter(route -> route.hasParameters() && !SHARED.contains(AccessRules.audience(route)))
                    .toList();

            for (var route : routes) {
                var path = Requests.filled(route, type -> Belongings.of(ids, type));
                requests.send(api, route, path, "Authorization", "Bearer " + stranger.session())
                        .expect(404, "NotFound");
                if (AccessRules.expected(route, Holder.TEST_KEY).equals(Expectation.IN)) {
                    requests.send(api, route, path, "X-API-Key", stranger.key()).expect(404, "NotFound");
                }
            }
            for (var route : routes) {
                if (route.method().equals("GET")) {
                    owner.get(Requests.filled(route, type -> Belongings.of(ids, type)))
                            .expect(200);
                }
            }
        }
    }

    /** What is wrong with one answer, if anything. */
    private static List<String> complaint(Try one) {
        var expected = AccessRules.expected(one.route(), one.holder());
        var answer = requests.send(
                api, one.route(), requests.nobodysIds(one.route()), credentials.headers(one.holder(), one.route()));
        return expected.isMetBy(answer)
                ? List.of()
                : List.of(one.route() + " with " + one.holder().title() + " should be " + expected + " and is "
                        + answer.status() + " " + answer.response().body());
    }
}
