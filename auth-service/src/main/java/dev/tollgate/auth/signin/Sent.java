package dev.tollgate.auth.signin;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer of every route that mails a link: the same whether or not there was somebody to mail to. */
@Schema(description = "A mail is on its way, if there is somebody to mail to.")
public record Sent(@Schema(examples = "sent") String status) {
    public static Sent sent() {
        return new Sent("sent");
    }
}
