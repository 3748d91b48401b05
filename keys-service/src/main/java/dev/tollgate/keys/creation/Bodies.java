package dev.tollgate.keys.creation;

import dev.tollgate.platform.error.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;

/** Looks at a body when its turn comes: after who asks, and after whether it was asked before. */
@ApplicationScoped
public class Bodies {
    private final Validator validator;

    Bodies(Validator validator) {
        this.validator = validator;
    }

    /** The body; a {@code ValidationError} with all that its annotations find wrong with it, or if there is none. */
    public <B> B valid(@Nullable B body) {
        if (body == null) {
            throw Problem.invalid("body: is required");
        }
        var violations = validator.validate(body);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return body;
    }
}
