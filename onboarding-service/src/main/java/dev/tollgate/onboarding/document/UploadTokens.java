package dev.tollgate.onboarding.document;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The tokens in URLs of the folder storage: {@code <org>.<mode>.<document>.<end in epoch seconds>.<HMAC-SHA256 of what is before>}. The signature spares
 * the database whatever we have not made; the key is derived from {@code TOLLGATE_ENCRYPTION_KEY}, so every replica knows it.
 */
@Singleton
class UploadTokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "tollgate/upload-token/v1";
    private static final Pattern FORM =
            Pattern.compile("((org_\\w{26})\\.(test|live)\\.(doc_\\w{26})\\.([0-9]{1,12}))\\.([\\w-]{43})");

    private final byte[] key;

    UploadTokens(@ConfigProperty(name = "tollgate.encryption-key") String base64Key) {
        key = mac(Base64.getDecoder().decode(base64Key), PURPOSE);
    }

    /** What a good token says. */
    record UploadToken(Tenant tenant, String documentId, Instant expiresAt) {}

    String issue(Document document) {
        var text = document.tenant().orgId()
                + '.'
                + document.tenant().mode().wire()
                + '.'
                + document.id()
                + '.'
                + document.expiresAt().getEpochSecond();
        return text + '.' + signature(text);
    }

    /** 404 for what was not made here, {@code UploadExpired} for what is over. */
    UploadToken read(String token, Instant now) {
        var form = FORM.matcher(token);
        if (!form.matches() || !isSigned(form.group(1), form.group(6))) {
            throw Problem.notFound();
        }
        var expiresAt = Instant.ofEpochSecond(Long.parseLong(form.group(5)));
        if (!now.isBefore(expiresAt)) {
            throw DocumentProblem.expired();
        }
        return new UploadToken(new Tenant(form.group(2), Mode.parse(form.group(3))), form.group(4), expiresAt);
    }

    private boolean isSigned(String text, String signature) {
        return MessageDigest.isEqual(
                signature(text).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.US_ASCII));
    }

    private String signature(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(key, text));
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
