package dev.tollgate.auth.mail;

import dev.tollgate.platform.crypto.Secret;
import io.quarkus.mailer.MailTemplate.MailTemplateInstance;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * What a mail says: one record for each pair of templates. It repeats nothing that a stranger could have typed, or our mails would carry
 * their messages.
 */
public sealed interface OutgoingMail permits OutgoingMail.SignIn, OutgoingMail.Invitation, CredentialNotice {
    /** What the row says it is; rows outlive a release, so it never changes. */
    String kind();

    /** All that the template is filled with, in the form that is sealed in the row. */
    Secret content();

    String subject();

    /**
     * The template, filled.
     *
     * @param left for how long the mail is worth something
     */
    MailTemplateInstance filled(String publicUrl, Duration left);

    /** From a row. */
    static OutgoingMail read(String kind, Secret content) {
        return switch (kind) {
            case SignIn.KIND -> new SignIn(content);
            case Invitation.KIND -> Invitation.read(new JsonObject(content.reveal()));
            case CredentialNotice.KIND -> CredentialNotice.read(new JsonObject(content.reveal()));
            default -> throw new IllegalStateException("a mail of a kind that this release does not know: " + kind);
        };
    }

    /** A link that signs somebody in. */
    record SignIn(Secret token) implements OutgoingMail {
        static final String KIND = "sign_in";

        @Override
        public String kind() {
            return KIND;
        }

        /** The token alone, as the first release wrote it. */
        @Override
        public Secret content() {
            return token;
        }

        @Override
        public String subject() {
            return "Sign in to Tollgate";
        }

        @Override
        public MailTemplateInstance filled(String publicUrl, Duration left) {
            return new SignInMail(link(publicUrl, token), token.reveal(), Math.max(1, left.toMinutes()));
        }
    }

    /**
     * A link that makes somebody a member.
     *
     * @param invitedBy the address of who invites: it was proved, while the organization's name is anything that somebody typed
     */
    record Invitation(Secret token, String invitedBy) implements OutgoingMail {
        static final String KIND = "invitation";
        private static final String TOKEN = "token";
        private static final String INVITED_BY = "invitedBy";

        static Invitation read(JsonObject content) {
            return new Invitation(new Secret(content.getString(TOKEN)), content.getString(INVITED_BY));
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Secret content() {
            return new Secret(new JsonObject()
                    .put(TOKEN, token.reveal())
                    .put(INVITED_BY, invitedBy)
                    .encode());
        }

        @Override
        public String subject() {
            return "You are invited to Tollgate";
        }

        @Override
        public MailTemplateInstance filled(String publicUrl, Duration left) {
            return new InvitationMail(
                    invitedBy,
                    link(publicUrl, token),
                    token.reveal(),
                    Math.max(1, left.plusHours(12).toDays()));
        }
    }

    private static String link(String publicUrl, Secret token) {
        return publicUrl + "/signin?token=" + token.reveal();
    }
}
