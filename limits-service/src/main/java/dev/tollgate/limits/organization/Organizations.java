package dev.tollgate.limits.organization;

import dev.tollgate.platform.coherence.memory.Memory;
import dev.tollgate.platform.coherence.memory.Subscriber;
import dev.tollgate.platform.coherence.memory.Testimony;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.error.Upstream;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Organizations as onboarding would describe them now, from memory where that is certain (the essay of this package). */
@ApplicationScoped
public class Organizations {
    private static final Logger LOG = Logger.getLogger(Organizations.class);

    private final Onboarding onboarding;
    private final Subscriber subscriber;
    private final Memory<ProductionAccess> remembered;

    Organizations(@RestClient Onboarding onboarding, Vertx vertx, Clock clock) {
        this.onboarding = onboarding;
        this.subscriber = new Subscriber(
                "onboarding",
                vertx,
                clock,
                body -> future(onboarding.changes(body.encode())).map(JsonObject::new));
        this.remembered = subscriber.memory();
    }

    void start(@Observes StartupEvent event) {
        subscriber.start();
    }

    void stop(@Observes ShutdownEvent event) {
        subscriber.stop();
    }

    /** What holds for this organization at some moment after the call. Fails with 503 {@code UpstreamUnavailable} if that can't be known. */
    public Uni<ProductionAccess> productionAccess(String orgId) {
        return Uni.createFrom()
                .completionStage(
                        () -> remembered.recall(orgId, () -> ask(orgId)).toCompletionStage());
    }

    /** The same of an organization that somebody names: 404 for one that there is not. */
    public Uni<ProductionAccess> existing(String orgId) {
        return productionAccess(orgId)
                .chain(access -> access.known()
                        ? Uni.createFrom().item(access)
                        : Uni.createFrom().failure(Problem.notFound()));
    }

    private Future<Testimony<ProductionAccess>> ask(String orgId) {
        return future(onboarding.productionAccess(orgId))
                .map(body -> {
                    var answer = new JsonObject(body);
                    var access = access(answer);
                    if (!access.known()) {
                        answer.remove("asOf"); // no change tells when it signs up, so this must not be remembered
                    }
                    return Testimony.of(answer, access, true);
                })
                .recover(failure -> {
                    LOG.warnf("onboarding has no answer about %s: %s", orgId, failure.toString());
                    return Future.failedFuture(failure instanceof Problem ? failure : Upstream.unavailable());
                });
    }

    private static ProductionAccess access(JsonObject answer) {
        var status = answer.getString("status");
        if (status == null) {
            throw new IllegalArgumentException("without status");
        }
        return new ProductionAccess(status, answer.getBoolean("known", true), DecidedCeilings.in(answer));
    }

    private static Future<String> future(Uni<String> asked) {
        return Future.fromCompletionStage(asked.subscribeAsCompletionStage());
    }
}
