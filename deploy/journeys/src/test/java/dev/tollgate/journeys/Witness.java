package dev.tollgate.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.local.demo.Api;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every secret that the clients of this run had in their hands (keys, tokens, JWTs, webhook secrets, mailed links), and every refusal they
 * were shown. Of each secret the part is remembered that must not be seen anywhere: not the public half of a key, not the header of a JWT.
 */
final class Witness {
    private static final int SHORTEST = 16;
    private static final int REFUSED = 400;
    private static final Set<String> SECRET_FIELDS = Set.of("secret", "token");
    private static final Pattern MAILED = Pattern.compile("[?&]token=([A-Za-z0-9_-]+)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{" + SHORTEST + ",}");
    private static final String WEBHOOK_SECRET = "whsec_";

    private static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();
    private static final Queue<String> REFUSALS = new ConcurrentLinkedQueue<>();

    private Witness() {}

    /** An answer of the gateway, and the credentials that were sent for it. */
    static void see(Api.Answer answer) {
        var headers = answer.response().request().headers();
        headers.allValues("x-api-key").forEach(Witness::remember);
        headers.allValues("authorization").forEach(value -> remember(value.replaceFirst("(?i)^bearer +", "")));
        collect(answer.body());
        if (answer.status() >= REFUSED) {
            REFUSALS.add(
                    answer.response().uri() + " " + answer.response().headers().map() + " "
                            + answer.response().body());
        }
    }

    /** An answer of the mail server: the links in the mails. */
    static void seeMail(Api.Answer answer) {
        MAILED.matcher(answer.response().body()).results().forEach(link -> remember(link.group(1)));
    }

    private static void collect(JsonNode node) {
        node.properties().forEach(field -> {
            if (SECRET_FIELDS.contains(field.getKey()) && field.getValue().isTextual()) {
                remember(field.getValue().asText());
            }
        });
        node.forEach(Witness::collect);
    }

    /** A credential that is used in another way than by {@link Api}. */
    static void remember(String credential) {
        var secret = telling(credential);
        if (secret.length() >= SHORTEST) {
            SECRETS.add(secret);
        }
    }

    /** The part of a credential that nobody may see, as one word. */
    private static String telling(String credential) {
        int dot = credential.lastIndexOf('.');
        if (dot >= 0) {
            return credential.substring(dot + 1);
        }
        // base64: its longest run without the characters that end a word
        return Arrays.stream(credential.replace(WEBHOOK_SECRET, "").split("[+/=]"))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    static int secrets() {
        return SECRETS.size();
    }

    static List<String> refusals() {
        return List.copyOf(REFUSALS);
    }

    /** The first words of a text that are a secret of this run. */
    static List<String> found(@Nullable String text) {
        return text == null
                ? List.of()
                : WORD.matcher(text)
                        .results()
                        .map(word -> word.group().replace(WEBHOOK_SECRET, ""))
                        .filter(SECRETS::contains)
                        .limit(3)
                        .toList();
    }
}
