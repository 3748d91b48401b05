package dev.tollgate.gateway.edge;

import dev.tollgate.gateway.credential.Resolution;
import dev.tollgate.gateway.credential.Resolver;
import dev.tollgate.gateway.live.LiveGate;
import dev.tollgate.gateway.live.Verdict;
import dev.tollgate.gateway.principal.InternalTokens;
import dev.tollgate.gateway.principal.WithoutCredential;
import dev.tollgate.gateway.ratelimit.AddressLimits;
import dev.tollgate.gateway.ratelimit.OrganizationLimits;
import dev.tollgate.gateway.route.Route;
import dev.tollgate.gateway.route.RouteTable;
import dev.tollgate.platform.principal.Principal;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Every request comes in here and ends here: form, route, size, credential, mode, and on to the service. The order is the order in which
 * a request with several faults is refused; nobody is asked before all that can be seen has been looked at.
 */
@Singleton
public class Entrance {
    /** Right after platform's request id, before anything else that Quarkus might answer. */
    private static final int PRIORITY = 999;

    private static final Duration LINGERING = Duration.ofSeconds(2);

    private final OwnRoutes own;
    private final Resolver resolver;
    private final LiveGate liveGate;
    private final OrganizationLimits limits;
    private final AddressLimits addresses;
    private final Cors cors;
    private final DateHeader date;
    private final InternalTokens tokens;
    private final Forwarding forwarding;
    private final Refusals refusals;
    private final Vertx vertx;

    Entrance(
            OwnRoutes own,
            Resolver resolver,
            LiveGate liveGate,
            OrganizationLimits limits,
            AddressLimits addresses,
            Cors cors,
            DateHeader date,
            InternalTokens tokens,
            Forwarding forwarding,
            Refusals refusals,
            Vertx vertx) {
        this.own = own;
        this.resolver = resolver;
        this.liveGate = liveGate;
        this.limits = limits;
        this.addresses = addresses;
        this.cors = cors;
        this.date = date;
        this.tokens = tokens;
        this.forwarding = forwarding;
        this.refusals = refusals;
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, PRIORITY);
    }

    private void enter(RoutingContext context) {
        var request = context.request().pause();
        request.response().putHeader(HttpHeaders.DATE, date.now());
        context.addEndHandler(answered -> letGo(request));
        Future.succeededFuture(request).compose(this::serve).onFailure(refusal -> refusals.send(request, refusal));
    }

    private Future<Void> serve(HttpServerRequest request) {
        Admission.checkHead(request);
        var path = Admission.path(request.uri());
        if (cors.answers(request, path)) {
            return Future.succeededFuture();
        }
        var answered = own.answer(request, path);
        if (answered != null) {
            return answered;
        }
        var route = RouteTable.find(request.method(), path);
        boolean hasBody = Admission.checkBody(request, route.body());
        if (!route.needsCredential()) {
            if (route.isLimitedByAddress()) {
                addresses.anonymous(request);
            }
            return goOn(request, route, hasBody, WithoutCredential.ANONYMOUS);
        }
        return resolver.resolve(request.headers(), () -> addresses.beforeAsking(request))
                .compose(resolution -> switch (resolution) {
                    case Resolution.Resolved(Principal resolved) -> enter(request, route, hasBody, resolved);
                    case Resolution.Refused refused -> {
                        addresses.refused(request);
                        yield Future.failedFuture(refused.problem());
                    }
                });
    }

    private Future<Void> enter(HttpServerRequest request, Route route, boolean hasBody, Principal resolved) {
        return liveGate.decide(resolved, RequestedMode.of(resolved, request.headers()), route.live())
                .compose(verdict -> {
                    RequestedMode.announce(verdict.principal(), request.response());
                    return limits.count(
                                    verdict.principal().tenant(),
                                    request.response().headers())
                            .compose(counted -> switch (verdict) {
                                case Verdict.Granted granted -> goOn(request, route, hasBody, granted.principal());
                                case Verdict.Denied denied -> Future.failedFuture(denied.problem());
                            });
                });
    }

    private Future<Void> goOn(HttpServerRequest request, Route route, boolean hasBody, Principal principal) {
        var service = route.service();
        if (service == null) {
            return own.context(request, principal);
        }
        return tokens.of(principal).compose(authorization -> {
            forwarding.forward(
                    request, hasBody ? new LimitedBody(request, route.body()) : null, service, authorization);
            return Future.succeededFuture();
        });
    }

    /**
     * What is left of a body that nobody wants is read for a moment, so that the client reads our answer; then it is broken off. The end of
     * a request comes only now, because it was paused; the timer must not outlive it, or each request would stay in memory that long.
     */
    private void letGo(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        request.resume();
        if (Admission.mayHaveBody(request) && !request.isEnded()) {
            long timer = vertx.setTimer(LINGERING.toMillis(), late -> breakOff(request));
            request.endHandler(ended -> vertx.cancelTimer(timer));
        }
    }

    /** HTTP/1: the connection goes. HTTP/2: this stream, and without blame (RFC 9113, 8.1); the others on its connection go on. */
    private static void breakOff(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.connection().close();
        } else if (!request.response().closed()) {
            request.response().reset(Refusals.NO_ERROR);
        }
    }
}
