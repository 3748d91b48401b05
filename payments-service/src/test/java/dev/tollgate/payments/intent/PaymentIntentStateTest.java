package dev.tollgate.payments.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PaymentIntentStateTest {
    /** The contract's pipeline, written down a second time: from each state, where one may go. */
    private static final Map<String, String> CONTRACT = Map.ofEntries(
            Map.entry("awaiting_buyer", "buyer_kyc_pending cancelled expired"),
            Map.entry("buyer_kyc_pending", "buyer_kyc_approved buyer_kyc_rejected cancelled expired"),
            Map.entry("buyer_kyc_approved", "fx_quoted cancelled expired"),
            Map.entry("buyer_kyc_rejected", ""),
            Map.entry("fx_quoted", "on_ramp_pending cancelled expired"),
            Map.entry("on_ramp_pending", "on_ramp_failed fiat_received cancelled expired"),
            Map.entry("on_ramp_failed", "on_ramp_pending failed cancelled expired"),
            Map.entry("fiat_received", "on_chain_confirmed"),
            Map.entry("on_chain_confirmed", "offramp_pending"),
            Map.entry("offramp_pending", "offramp_failed settled"),
            Map.entry("offramp_failed", "offramp_pending failed"),
            Map.entry("settled", ""),
            Map.entry("failed", ""),
            Map.entry("cancelled", ""),
            Map.entry("expired", ""));

    @Test
    void everyPairOfStatesIsLegalExactlyIfTheContractSaysSo() {
        Map<String, String> actual = new TreeMap<>();
        for (var from : PaymentIntentState.values()) {
            actual.put(
                    from.wire(),
                    Arrays.stream(PaymentIntentState.values())
                            .filter(to -> from.moveTo(to).isPresent())
                            .map(PaymentIntentState::wire)
                            .collect(Collectors.joining(" ")));
        }
        assertEquals(new TreeMap<>(CONTRACT), actual);
    }

    @Test
    void everyMoveIsThereOnceAndNamesTheEventOfItsState() {
        var moves = PaymentIntentState.moves();
        assertEquals(
                moves.size(),
                moves.stream()
                        .map(move -> List.of(move.from(), move.to()))
                        .distinct()
                        .count());
        for (var move : moves) {
            assertEquals(move.to().wire(), move.event());
        }
    }

    @Test
    void statesWithoutAMoveAreTerminal() {
        var terminal = Arrays.stream(PaymentIntentState.values())
                .filter(PaymentIntentState::isTerminal)
                .map(PaymentIntentState::wire)
                .toList();
        assertEquals(List.of("buyer_kyc_rejected", "settled", "failed", "cancelled", "expired"), terminal);
    }

    @Test
    void namesReadBack() {
        for (var state : PaymentIntentState.values()) {
            assertEquals(state, PaymentIntentState.named(state.wire()).orElseThrow());
        }
        assertEquals(true, PaymentIntentState.named("claimed").isEmpty());
    }
}
