/**
 * Countries and tax ids, as annotations of the forms that carry them. Check digits are Hibernate Validator's work: CPF and CNPJ, the latter also with the
 * letters that Receita Federal gives out since July 2026 (Instrução Normativa RFB 2.229/2024). Of all other countries only the form is checked: libraries
 * that know their check digits exist, none of them kept.
 */
@NullMarked
package dev.tollgate.onboarding.taxid;

import org.jspecify.annotations.NullMarked;
