package dev.tollgate.limits.owner;

import dev.tollgate.limits.reservation.CloseReservation;
import dev.tollgate.platform.db.Transactions;
import io.smallrye.mutiny.Uni;
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
                .chain(answer -> follow(reservation, answer.outcome()))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "%s stays held, %s has no answer: %s",
                            reservation.id(), reservation.owner(), failure.toString());
                    return null;
                });
    }

    private Uni<Void> follow(Unconfirmed reservation, String outcome) {
        return switch (outcome) {
            case "exists" -> unconfirmed.confirm(reservation);
            case "never" -> {
                LOG.infof("%s is released, %s will never be", reservation.id(), reservation.reference());
                yield transactions.inTenant(
                        reservation.tenant(),
                        transaction -> close.release(transaction, reservation.tenant(), reservation.reference()));
            }
            default -> throw new IllegalArgumentException("an unknown outcome: " + outcome);
        };
    }

    /** {@code TOLLGATE_PAYMENTS_URL}, for example. */
    private String address(String owner) {
        return config.getValue("tollgate." + owner + ".url", String.class);
    }
}
