package dev.tollgate.auth.mail;

import io.quarkus.mailer.MailTemplate.MailTemplateInstance;

/** The mail with a sign-in link: {@code templates/SignInMail.html} and {@code .txt}. It repeats nothing that a stranger could have typed. */
record SignInMail(String link, String token, long minutes) implements MailTemplateInstance {
    @Override
    public String toString() {
        return "SignInMail";
    }
}
