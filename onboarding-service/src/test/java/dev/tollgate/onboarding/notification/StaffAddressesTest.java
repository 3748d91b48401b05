package dev.tollgate.onboarding.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StaffAddressesTest {
    @Test
    void whoIsNamedTwiceIsToldOnce() {
        var staff = new StaffAddresses(
                Optional.of(List.of("ada@tollgate.example", " Ada@tollgate.example", "bea@tollgate.example")));

        assertEquals(List.of("ada@tollgate.example", "bea@tollgate.example"), staff.all());
    }
}
