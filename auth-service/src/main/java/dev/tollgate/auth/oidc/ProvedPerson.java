package dev.tollgate.auth.oidc;

import dev.tollgate.auth.account.EmailAddress;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whom a verified ID token is about (OpenID Connect Core 1.0, sections 2 and 5.1). The address is theirs: the provider says so. */
record ProvedPerson(String issuer, String subject, String email) {
    private static final Pattern ADDRESS = Pattern.compile(EmailAddress.FORM);

    /** Empty if the token does not say that the address was verified, or was made for another client (section 3.1.3.7, 4 and 5). */
    static Optional<ProvedPerson> of(JsonObject claims, String clientId) {
        boolean verified = Boolean.TRUE.equals(claims.getValue("email_verified"));
        var authorized = claims.getValue("azp");
        boolean several = claims.getValue("aud") instanceof JsonArray audience && audience.size() > 1;
        boolean ours = authorized == null ? !several : authorized.equals(clientId);
        return verified
                        && ours
                        && claims.getValue("email") instanceof String email
                        && email.length() <= EmailAddress.LONGEST
                        && ADDRESS.matcher(email).matches()
                ? Optional.of(new ProvedPerson(claims.getString("iss"), claims.getString("sub"), email))
                : Optional.empty();
    }
}
