package dev.tollgate.onboarding.kyb;

import dev.tollgate.onboarding.kyb.KybApplication.BeneficialOwner;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Owners of one business: their shares are at most the whole of it. What an owner or a share lacks is for others to refuse. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = SharesOfOne.Check.class)
@interface SharesOfOne {
    String message() default "must own at most 100 % together";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Check implements ConstraintValidator<SharesOfOne, List<@Nullable BeneficialOwner>> {
        private static final BigDecimal WHOLE = BigDecimal.valueOf(100);
        private static final int MOST_DECIMALS = 4;

        @Override
        public boolean isValid(@Nullable List<@Nullable BeneficialOwner> owners, ConstraintValidatorContext context) {
            var together = BigDecimal.ZERO;
            for (var owner : owners == null ? List.<@Nullable BeneficialOwner>of() : owners) {
                if (owner == null || !isShare(owner.ownershipPercent())) {
                    return true;
                }
                together = together.add(owner.ownershipPercent());
            }
            return together.compareTo(WHOLE) <= 0;
        }

        /** No sum is made of 1e2000000000: it would have as many digits. */
        private static boolean isShare(@Nullable BigDecimal percent) {
            return percent != null
                    && percent.compareTo(WHOLE) <= 0
                    && percent.signum() > 0
                    && percent.scale() <= MOST_DECIMALS;
        }
    }
}
