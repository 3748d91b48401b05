package dev.tollgate.platform.event;

import dev.tollgate.platform.principal.Mode;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fact for the tests of this package. */
record Happening(String subject, String orgId, int number) implements Fact {
    static final FactType TYPE = new FactType("auth", "thing", "happened");

    @Override
    public FactType type() {
        return TYPE;
    }

    @Override
    public @Nullable Mode mode() {
        return Mode.TEST;
    }

    @Override
    public Object data() {
        return Map.of("number", number);
    }

    @Singleton
    static class Declaration {
        @Produces
        @Singleton
        Topic topic() {
            return Topic.of(TYPE);
        }
    }
}
