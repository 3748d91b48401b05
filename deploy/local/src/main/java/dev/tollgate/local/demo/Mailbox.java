package dev.tollgate.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The mail of one address, read as its owner would: wait for the mail, open the link. */
public final class Mailbox {
    private static final Pattern LINK_TOKEN = Pattern.compile("[?&]token=([A-Za-z0-9_-]+)");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Api inbox;
    private final String address;
    private final Set<String> read = new HashSet<>();

    /** @param inbox where the local mail server shows what it took */
    Mailbox(Api inbox, String address) {
        this.inbox = inbox;
        this.address = address;
    }

    public String address() {
        return address;
    }

    /** The token in the link of the newest mail that was not opened yet; waits for one to come. */
    public String openSignInLink() {
        return Patience.await("a sign-in mail to " + address, PATIENCE, this::nextToken);
    }

    /** Mails that came before are not opened any more. */
    void leaveWhatIsThere() {
        messages().forEach(message -> read.add(message.path("id").asText()));
    }

    private JsonNode messages() {
        return inbox.get("/api/messages?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8))
                .expect(200)
                .body()
                .path("data");
    }

    private Optional<String> nextToken() {
        return StreamSupport.stream(messages().spliterator(), false)
                .filter(message -> read.add(message.path("id").asText()))
                .map(message -> LINK_TOKEN.matcher(message.path("text").asText()))
                .filter(link -> link.find())
                .map(link -> link.group(1))
                .findFirst();
    }
}
