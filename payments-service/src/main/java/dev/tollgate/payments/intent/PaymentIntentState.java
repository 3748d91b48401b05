package dev.tollgate.payments.intent;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a payment intent stands (contract/payments.md, The pipeline), and the one table of legal moves. The diagram in
 * docs/reference/payment-intent-states.md is compared with this table by a test.
 */
public enum PaymentIntentState {
    AWAITING_BUYER("awaiting_buyer"),
    BUYER_KYC_PENDING("buyer_kyc_pending"),
    BUYER_KYC_APPROVED("buyer_kyc_approved"),
    BUYER_KYC_REJECTED("buyer_kyc_rejected"),
    FX_QUOTED("fx_quoted"),
    ON_RAMP_PENDING("on_ramp_pending"),
    ON_RAMP_FAILED("on_ramp_failed"),
    FIAT_RECEIVED("fiat_received"),
    ON_CHAIN_CONFIRMED("on_chain_confirmed"),
    OFFRAMP_PENDING("offramp_pending"),
    OFFRAMP_FAILED("offramp_failed"),
    SETTLED("settled"),
    FAILED("failed"),
    CANCELLED("cancelled"),
    EXPIRED("expired");

    /** A legal move, and the event that tells of it: the {@code what} of its fact. */
    public record Move(PaymentIntentState from, PaymentIntentState to, String event) {}

    /** As long as nobody has paid, the integrator may cancel and the intent may expire. */
    private static final List<PaymentIntentState> BEFORE_FIAT =
            List.of(AWAITING_BUYER, BUYER_KYC_PENDING, BUYER_KYC_APPROVED, FX_QUOTED, ON_RAMP_PENDING, ON_RAMP_FAILED);

    private static final List<Move> MOVES = Stream.of(
                    Stream.of(
                            new Move(AWAITING_BUYER, BUYER_KYC_PENDING, "buyer_kyc_pending"),
                            new Move(BUYER_KYC_PENDING, BUYER_KYC_APPROVED, "buyer_kyc_approved"),
                            new Move(BUYER_KYC_PENDING, BUYER_KYC_REJECTED, "buyer_kyc_rejected"),
                            new Move(BUYER_KYC_APPROVED, FX_QUOTED, "fx_quoted"),
                            new Move(FX_QUOTED, ON_RAMP_PENDING, "on_ramp_pending"),
                            new Move(ON_RAMP_PENDING, FIAT_RECEIVED, "fiat_received"),
                            new Move(ON_RAMP_PENDING, ON_RAMP_FAILED, "on_ramp_failed"),
                            new Move(ON_RAMP_FAILED, ON_RAMP_PENDING, "on_ramp_pending"),
                            new Move(ON_RAMP_FAILED, FAILED, "failed"),
                            new Move(FIAT_RECEIVED, ON_CHAIN_CONFIRMED, "on_chain_confirmed"),
                            new Move(ON_CHAIN_CONFIRMED, OFFRAMP_PENDING, "offramp_pending"),
                            new Move(OFFRAMP_PENDING, SETTLED, "settled"),
                            new Move(OFFRAMP_PENDING, OFFRAMP_FAILED, "offramp_failed"),
                            new Move(OFFRAMP_FAILED, OFFRAMP_PENDING, "offramp_pending"),
                            new Move(OFFRAMP_FAILED, FAILED, "failed")),
                    BEFORE_FIAT.stream().map(from -> new Move(from, CANCELLED, "cancelled")),
                    BEFORE_FIAT.stream().map(from -> new Move(from, EXPIRED, "expired")))
            .flatMap(moves -> moves)
            .toList();

    private final String wire;

    PaymentIntentState(String wire) {
        this.wire = wire;
    }

    /** The name in JSON, in events and in the database. */
    public String wire() {
        return wire;
    }

    /** The state of this name, if there is one. */
    public static Optional<PaymentIntentState> named(String wire) {
        return Arrays.stream(values()).filter(state -> state.wire.equals(wire)).findFirst();
    }

    /** The whole table. */
    public static List<Move> moves() {
        return MOVES;
    }

    /** The move from here to {@code next}, if it is legal. */
    public Optional<Move> moveTo(PaymentIntentState next) {
        return MOVES.stream()
                .filter(move -> move.from == this && move.to == next)
                .findFirst();
    }

    /** The states from which this one can be reached in one move. */
    public Set<PaymentIntentState> reachableFrom() {
        return MOVES.stream().filter(move -> move.to == this).map(Move::from).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether nothing can happen any more. */
    public boolean isTerminal() {
        return MOVES.stream().noneMatch(move -> move.from == this);
    }
}
