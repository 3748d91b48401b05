package dev.tollgate.auth.mail;

import dev.tollgate.platform.crypto.Secret;
import io.quarkus.mailer.MailTemplate.MailTemplateInstance;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * Tells an owner what happened to a credential of the organization. All of it may be read by whoever reads the owner's mail.
 *
 * @param title what happened, as a sentence; also the subject, so it holds nothing that anybody typed
 * @param name what its people call the credential: typed by them, so it is escaped wherever it is shown
 * @param credential its public half, or its id
 * @param by who did it; empty if nobody said
 * @param at when, as RFC 3339 has it
 * @param advice what to do if it was not meant
 */
public record CredentialNotice(
        String title, String name, String credential, String mode, String by, String at, String advice)
        implements OutgoingMail {
    static final String KIND = "credential_notice";

    static CredentialNotice read(JsonObject content) {
        return new CredentialNotice(
                content.getString("title"),
                content.getString("name"),
                content.getString("credential"),
                content.getString("mode"),
                content.getString("by"),
                content.getString("at"),
                content.getString("advice"));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Secret content() {
        return new Secret(new JsonObject()
                .put("title", title)
                .put("name", name)
                .put("credential", credential)
                .put("mode", mode)
                .put("by", by)
                .put("at", at)
                .put("advice", advice)
                .encode());
    }

    @Override
    public String subject() {
        return "Tollgate: " + title;
    }

    @Override
    public MailTemplateInstance filled(String publicUrl, Duration left) {
        return new CredentialMail(this, publicUrl);
    }
}
