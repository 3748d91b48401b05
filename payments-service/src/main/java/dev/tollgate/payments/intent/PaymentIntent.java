package dev.tollgate.payments.intent;

import dev.tollgate.payments.fx.FxRates;
import dev.tollgate.payments.terms.PaymentTerms;
import dev.tollgate.platform.money.Money;
import dev.tollgate.platform.principal.Tenant;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A payment on its way from a buyer's fiat to a seller's PIX account (contract/payments.md). Immutable: a transition answers with the event
 * that holds the intent as it is afterwards.
 *
 * @param draft what never changes: id, tenant, terms, payment page
 * @param timeline each state it was in, in order; the last one is {@code state}
 * @param settlement present once settled
 * @param failureReason present once failed or rejected
 */
public record PaymentIntent(
        PaymentIntentDraft draft,
        PaymentIntentState state,
        List<TimelineEntry> timeline,
        @Nullable Settlement settlement,
        @Nullable String failureReason) {

    /** When it came into a state. */
    public record TimelineEntry(PaymentIntentState state, Instant at) {}

    /** What the seller got, and at which rate (units of BRL for one of the intent's currency). */
    public record Settlement(BigDecimal fxRate, Money brl, Instant at) {}

    /** What came of a report. */
    public sealed interface Transition {
        /** The intent moved on; the event has to be recorded. */
        record Moved(PaymentIntentEvent.Moved event) implements Transition {}

        /** It is there already: the report came again. */
        record AlreadyThere(PaymentIntent intent) implements Transition {}

        /** The table of moves does not have this one. */
        record Refused(PaymentIntent intent) implements Transition {}
    }

    public String id() {
        return draft.id();
    }

    public Tenant tenant() {
        return draft.tenant();
    }

    public PaymentTerms terms() {
        return draft.terms();
    }

    public Instant createdAt() {
        return timeline.getFirst().at();
    }

    /** How often it came into {@code state}: the number of attempts, for states that are retried. */
    public int times(PaymentIntentState state) {
        return (int) timeline.stream().filter(entry -> entry.state() == state).count();
    }

    /** Moves as {@code report} says, if that is legal. A clock that was set back never makes the timeline run backwards. */
    public Transition apply(Report report, Instant now) {
        if (report.to() == state) {
            return new Transition.AlreadyThere(this);
        }
        var last = timeline.getLast().at();
        var at = now.isBefore(last) ? last : now;
        return state.moveTo(report.to())
                .<Transition>map(move -> new Transition.Moved(new PaymentIntentEvent.Moved(after(report, at), move)))
                .orElseGet(() -> new Transition.Refused(this));
    }

    private PaymentIntent after(Report report, Instant at) {
        var reached = Stream.concat(timeline.stream(), Stream.of(new TimelineEntry(report.to(), at)))
                .toList();
        return switch (report) {
            case Report.Reached(var to) -> new PaymentIntent(draft, to, reached, null, null);
            case Report.Settled(var fxRate) ->
                new PaymentIntent(draft, report.to(), reached, new Settlement(fxRate, inBrl(fxRate), at), null);
            case Report.Ended(var to, var reason) -> new PaymentIntent(draft, to, reached, null, reason);
        };
    }

    private Money inBrl(BigDecimal fxRate) {
        return terms().amount().convert(fxRate, FxRates.BRL, RoundingMode.HALF_EVEN);
    }
}
