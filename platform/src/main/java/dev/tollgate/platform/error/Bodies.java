package dev.tollgate.platform.error;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;

/** Looks at a body when its turn comes: after who asks, after whether it was asked before, or by the rules that the body itself names. */
@ApplicationScoped
public class Bodies {
    private final Validator validator;

    Bodies(Validator validator) {
        this.validator = validator;
    }

    /** The body; a {@code ValidationError} with all that its annotations find wrong with it, or if there is none. */
    public <B> B valid(@Nullable B body) {
        var given = present(body);
        check(given);
        return given;
    }

    /** The body; a {@code ValidationError} if there is none. */
    public static <B> B present(@Nullable B body) {
        if (body == null) {
            throw Problem.invalid("body: is required");
        }
        return body;
    }

    /** A {@code ValidationError} with all that these rules find wrong with a body; without any, the default ones. */
    public void check(Object body, Class<?>... rules) {
        var violations = validator.validate(body, rules);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
    }
}
