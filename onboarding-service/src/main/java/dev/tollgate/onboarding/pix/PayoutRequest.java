package dev.tollgate.onboarding.pix;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.br.CNPJ;
import org.hibernate.validator.constraints.br.CPF;

/** Where a seller's money goes. The key is a secret of its holder: it prints nothing. */
@Schema(name = "PayoutConfigRequest")
public record PayoutRequest(
        @NotNull(message = "is required")
        @Schema(
                enumeration = {"cpf", "cnpj", "email", "phone", "random"},
                examples = "cnpj")
        PixKeyType pixKeyType,

        @NotBlank(message = "is required")
        @Size(max = 77, message = "must have at most 77 characters")
        @CPF(groups = Cpf.class, message = "must be a CPF with right check digits")
        @CNPJ(
                groups = Cnpj.class,
                format = CNPJ.Format.ALPHANUMERIC,
                message = "must be a CNPJ with right check digits")
        @Pattern(groups = Address.class, regexp = PayoutRequest.DICT_ADDRESS, message = "must be an email address")
        @Pattern(
                groups = Phone.class,
                regexp = "\\+55[1-9][1-9]9?[0-9]{8}",
                message = "must be a Brazilian number in E.164, like +5511987654321")
        @Pattern(
                groups = Random.class,
                regexp = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
                message = "must be a UUID")
        @Schema(
                description = "Valid for its type: CPF or CNPJ with right check digits, an email address in ASCII, a"
                        + " phone number `+55…`, or the UUID of a random key.",
                examples = "11222333000181")
        String pixKey) {

    /** An address as DICT takes it, but for its case: no quoted local part, no IP literal, nothing but ASCII. */
    private static final String DICT_ADDRESS = "[A-Za-z0-9!#$&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$&'*+/=?^_`{|}~-]+)*"
            + "@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*";

    interface Cpf {}

    interface Cnpj {}

    interface Address {}

    interface Phone {}

    interface Random {}

    @Override
    public String toString() {
        return "PayoutRequest[…]";
    }
}
