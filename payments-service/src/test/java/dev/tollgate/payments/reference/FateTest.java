package dev.tollgate.payments.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.payments.intent.PaymentIntentState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FateTest {
    /** Those whose facts make limits release (docs/reference/service-interfaces.md, topics of payments). */
    @ParameterizedTest
    @CsvSource({"failed,ENDED", "cancelled,ENDED", "expired,ENDED", "buyer_kyc_rejected,ENDED", "settled,SETTLED"})
    void anEndIsWhatItsFactSays(String state, Fate fate) {
        assertEquals(fate, Fate.of(PaymentIntentState.named(state).orElseThrow()));
    }

    @ParameterizedTest
    @EnumSource(PaymentIntentState.class)
    void whateverMayGoOnIsOpenAndNothingThatExistsIsSaidNeverToBe(PaymentIntentState state) {
        assertEquals(!state.isTerminal(), Fate.of(state) == Fate.OPEN);
        assertEquals(false, Fate.of(state) == Fate.NEVER);
    }
}
