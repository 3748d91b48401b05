package dev.tollgate.onboarding.notification;

import dev.tollgate.platform.http.StrictJson;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;

/**
 * What a mail says, as its row keeps it and its templates show it.
 *
 * @param organization its name, on one line of bounded length, so that it can't pretend to be more of the mail
 * @param notes empty where the reviewer wrote none
 * @param at when it was decided, as RFC 3339 has it
 */
public record MailText(NoticeKind kind, String orgId, String organization, int decision, String notes, String at) {
    private static final int LONGEST = 200;

    static MailText of(Notice notice) {
        var notes = notice.notes();
        return new MailText(
                notice.kind(),
                notice.orgId(),
                line(notice.organizationName()),
                notice.decision(),
                notes == null ? "" : notes,
                StrictJson.TIMESTAMP.format(notice.at()));
    }

    static MailText read(String kind, String content) {
        var json = new JsonObject(content);
        return new MailText(
                NoticeKind.parse(kind),
                json.getString("orgId"),
                json.getString("organization"),
                json.getInteger("decision"),
                json.getString("notes"),
                json.getString("at"));
    }

    String encode() {
        return new JsonObject()
                .put("orgId", orgId)
                .put("organization", organization)
                .put("decision", decision)
                .put("notes", notes)
                .put("at", at)
                .encode();
    }

    /** What happened, as a sentence; it holds nothing that anybody typed. */
    public String title() {
        return kind.title();
    }

    /** What comes of it. */
    public String message() {
        return kind.message();
    }

    /** The notes behind {@code >}, line by line. */
    public String quotedNotes() {
        return notes.lines().map(line -> "> " + line).collect(Collectors.joining("\n"));
    }

    private static String line(String text) {
        var visible = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
        return visible.length() <= LONGEST ? visible : visible.substring(0, LONGEST) + '…';
    }
}
