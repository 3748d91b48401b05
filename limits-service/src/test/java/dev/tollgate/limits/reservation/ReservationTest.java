package dev.tollgate.limits.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tollgate.limits.ceiling.Windows;
import dev.tollgate.platform.money.Money;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.testkit.TestIds;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReservationTest {
    @Test
    void aReservedOneIsCommitted() {
        var reservation = in(ReservationState.RESERVED);

        assertEquals(new ReservationEvent.Committed(reservation), reservation.commit());
    }

    @Test
    void aReservedOneIsReleased() {
        var reservation = in(ReservationState.RESERVED);

        assertEquals(new ReservationEvent.Released(reservation), reservation.release());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RESERVED")
    void everyOtherStateIsFinal(ReservationState state) {
        assertNull(in(state).commit());
        assertNull(in(state).release());
    }

    @ParameterizedTest
    @EnumSource
    void eachStateIsReadBackFromItsName(ReservationState state) {
        assertEquals(state, ReservationState.parse(state.wire()));
    }

    private static Reservation in(ReservationState state) {
        return new Reservation(
                Reservation.ID.create(),
                new Tenant(TestIds.next("org"), Mode.LIVE),
                null,
                TestIds.next("pi"),
                "payment_intent",
                Money.ofMinor(10_00, "USD"),
                Money.ofMinor(10_00, "USD"),
                new Windows(LocalDate.of(2026, 5, 2)),
                state);
    }
}
