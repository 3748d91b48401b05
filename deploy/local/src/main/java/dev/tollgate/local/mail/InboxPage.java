package dev.tollgate.local.mail;

import java.util.List;
import java.util.regex.Pattern;

/** The inbox as a page for people: plain text with its links made clickable, HTML mail shut in a sandboxed frame. */
final class InboxPage {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']+");

    private static final String HEAD = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Tollgate inbox</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
            article { border: 1px solid #ccc; border-radius: 6px; padding: .5rem 1rem; margin: 1rem 0; }
            h2 { font-size: 1.1rem; margin: .25rem 0; } .meta { color: #666; font-size: .9rem; }
            pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
            iframe { width: 100%; height: 16rem; border: 1px dashed #ccc; }
            </style></head><body>
            <h1>Inbox</h1>
            """;

    private InboxPage() {}

    /**
     * The page.
     *
     * @param filter the address it is limited to, or an empty string
     */
    static String of(List<InboxMessage> messages, String filter) {
        var page = new StringBuilder(HEAD);
        if (filter.isEmpty()) {
            page.append(
                    "<p class=meta>Every mail that this local run sent, newest first. Reload to see new ones.</p>\n");
        } else {
            page.append("<p class=meta>Mail to ")
                    .append(escape(filter))
                    .append(", newest first. <a href=\"/\">Everybody's</a></p>\n");
        }
        if (messages.isEmpty()) {
            page.append("<p>No mail yet.</p>\n");
        }
        messages.forEach(message -> append(page, message));
        return page.append("</body></html>\n").toString();
    }

    private static void append(StringBuilder page, InboxMessage message) {
        page.append("<article><h2>").append(escape(message.subject())).append("</h2>\n<p class=meta>");
        page.append(escape(message.from())).append(" → <a href=\"/?to=");
        page.append(escape(java.net.URLEncoder.encode(message.to(), java.nio.charset.StandardCharsets.UTF_8)));
        page.append("\">").append(escape(message.to())).append("</a>, ").append(escape(message.receivedAt()));
        page.append("</p>\n");
        var text = message.text();
        var html = message.html();
        if (text != null) {
            page.append("<pre>").append(linked(text)).append("</pre>\n");
        }
        if (html != null) {
            page.append("<iframe sandbox=\"allow-popups allow-popups-to-escape-sandbox\" srcdoc=\"");
            page.append(escape("<base target=_blank>" + html)).append("\"></iframe>\n");
        }
        page.append("</article>\n");
    }

    private static String linked(String text) {
        var result = new StringBuilder();
        var link = LINK.matcher(text);
        var end = 0;
        while (link.find()) {
            var address = escape(link.group());
            result.append(escape(text.substring(end, link.start())));
            result.append("<a href=\"")
                    .append(address)
                    .append("\">")
                    .append(address)
                    .append("</a>");
            end = link.end();
        }
        return result.append(escape(text.substring(end))).toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
