/** Mail of a local run: a real SMTP server that delivers to nobody, and an inbox of what it took, for people and programs. */
@NullMarked
package dev.tollgate.local.mail;

import org.jspecify.annotations.NullMarked;
