package dev.tollgate.payments.terms;

import dev.tollgate.platform.crypto.Randomness;
import java.util.Base64;

/**
 * Where the buyer pays.
 *
 * @param baseUrl the public address of Tollgate, without a slash at the end
 * @param publicId 192 random bits in base64url: who knows it may see the page
 */
public record HostedPage(String baseUrl, String publicId) {
    private static final int PUBLIC_ID_BYTES = 24;

    /** A new one. */
    public static HostedPage open(String baseUrl) {
        byte[] random = Randomness.bytes(PUBLIC_ID_BYTES);
        return new HostedPage(baseUrl, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** Its address. */
    public String url() {
        return baseUrl + "/pay/" + publicId;
    }
}
