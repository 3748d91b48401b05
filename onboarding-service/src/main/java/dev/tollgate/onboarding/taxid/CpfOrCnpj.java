package dev.tollgate.onboarding.taxid;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.validator.constraints.CompositionType;
import org.hibernate.validator.constraints.ConstraintComposition;
import org.hibernate.validator.constraints.br.CNPJ;
import org.hibernate.validator.constraints.br.CPF;

/** The tax id of somebody in Brazil, a person or a company, with right check digits. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
@ConstraintComposition(CompositionType.OR)
@ReportAsSingleViolation
@CPF
@CNPJ(format = CNPJ.Format.ALPHANUMERIC)
public @interface CpfOrCnpj {
    String message() default "must be a CPF or a CNPJ with right check digits";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
