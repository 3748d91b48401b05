package dev.tollgate.onboarding.taxid;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a tax id looks like anywhere: letters and digits, with single separators between them. Absent is for {@code @NotNull} to refuse. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Size(max = TaxId.LONGEST)
@Pattern(regexp = "[0-9A-Za-z](?:[ ./-]?[0-9A-Za-z])*")
public @interface TaxId {
    int LONGEST = 32;

    String message() default "must be at most 32 letters and digits, with single separators between them";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
