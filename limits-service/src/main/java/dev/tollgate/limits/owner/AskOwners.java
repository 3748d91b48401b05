package dev.tollgate.limits.owner;

import dev.tollgate.limits.reservation.CloseReservation;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Asks the owner of one reservation, and does what follows from the answer (the essay of this package). */
@ApplicationScoped
class AskOwners {
    private static final Logger LOG = Logger.getLogger(AskOwners.class);

    private final Owners owners;
    private final UnconfirmedRepository unconfirmed;
    private final CloseReservation close;
    private final Transactions transactions;
    private final Config config;

    AskOwners(
            @RestClient Owners owners,
            UnconfirmedRepository unconfirmed,
            CloseReservation close,
            Transactions transactions,
            Config config) {
        this.owners = owners;
        this.unconfirmed = unconfirmed;
        this.close = close;
        this.transactions = transactions;
        this.config = config;
    }

    /** Never fails: who can't be asked now is asked again when the time comes. */
    Uni<Void> about(Unconfirmed reservation) {
        return Uni.createFrom()
                .deferred(() -> owners.confirm(
                        address(reservation.owner()),
                        new Owners.Question(
                                reservation.tenant().orgId(),
                                reservation.tenant().mode().wire(),
                                reservation.path(),
                                reservation.reference())))
                .chain(answer -> follow(reservation, answer))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "%s stays held, %s has no answer: %s",
                            reservation.id(), reservation.owner(), failure.toString());
                    return null;
                });
    }

    private Uni<Void> follow(Unconfirmed reservation, Owners.Answer answer) {
        return switch (answer.outcome()) {
            case "exists" -> followState(reservation, answer.state() == null ? "open" : answer.state());
            case "never" -> end(reservation, close::release, "will never be");
            default -> throw new IllegalArgumentException("an unknown outcome: " + answer.outcome());
        };
    }

    private Uni<Void> followState(Unconfirmed reservation, String state) {
        return switch (state) {
            case "open" -> unconfirmed.confirm(reservation.tenant(), reservation.reference());
            case "settled" -> end(reservation, close::commit, "settled, and no fact of it came");
            case "ended" -> end(reservation, close::release, "ended without money, and no fact of it came");
            default -> throw new IllegalArgumentException("an unknown state: " + state);
        };
    }

    /** How a reservation ends, in a transaction that is there. */
    private interface End {
        Uni<Void> run(SqlConnection transaction, Tenant tenant, String reference);
    }

    private Uni<Void> end(Unconfirmed reservation, End end, String why) {
        LOG.infof("%s ends: %s %s", reservation.id(), reservation.reference(), why);
        return transactions.inTenant(
                reservation.tenant(),
                transaction -> end.run(transaction, reservation.tenant(), reservation.reference()));
    }

    /** {@code TOLLGATE_PAYMENTS_URL}, for example. */
    private String address(String owner) {
        return config.getValue("tollgate." + owner + ".url", String.class);
    }
}
