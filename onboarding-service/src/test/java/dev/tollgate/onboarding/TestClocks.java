package dev.tollgate.onboarding;

import dev.tollgate.testkit.SettableClock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes a clock that tests can set the application's: it goes before platform's, which is only a default. */
@Singleton
class TestClocks {
    @Produces
    @Singleton
    SettableClock clock() {
        return new SettableClock();
    }
}
