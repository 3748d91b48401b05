package dev.tollgate.payments;

import dev.tollgate.testkit.ServiceRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void serviceKeepsTheRules() {
        ServiceRules.check("dev.tollgate.payments");
    }
}
