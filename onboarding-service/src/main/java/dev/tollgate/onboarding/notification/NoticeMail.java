package dev.tollgate.onboarding.notification;

import io.quarkus.mailer.MailTemplate.MailTemplateInstance;

/** The mail about a decision: {@code templates/NoticeMail.html} and {@code .txt}. */
record NoticeMail(MailText notice, String publicUrl) implements MailTemplateInstance {}
