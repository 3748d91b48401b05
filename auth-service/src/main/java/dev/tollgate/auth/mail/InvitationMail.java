package dev.tollgate.auth.mail;

import io.quarkus.mailer.MailTemplate.MailTemplateInstance;

/** The mail with an invitation's link: {@code templates/InvitationMail.html} and {@code .txt}. */
record InvitationMail(String invitedBy, String link, String token, long days) implements MailTemplateInstance {
    @Override
    public String toString() {
        return "InvitationMail";
    }
}
