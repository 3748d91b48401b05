package dev.tollgate.auth.mail;

import io.quarkus.mailer.MailTemplate.MailTemplateInstance;

/** The mail about a credential: {@code templates/CredentialMail.html}, which escapes what it shows, and {@code .txt}. */
record CredentialMail(CredentialNotice notice, String publicUrl) implements MailTemplateInstance {}
