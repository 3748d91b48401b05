package dev.tollgate.local.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.local.infra.FreePort;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailServerTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private int smtpPort;
    private MailServer server;

    @BeforeEach
    void start() {
        smtpPort = FreePort.any();
        server = MailServer.start(smtpPort, FreePort.any());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void programsReadTheMailOfOneAddressNewestFirst() throws Exception {
        send("ada@example.com", "First", "one", null);
        send("ada@example.com", "Second", "Open http://127.0.0.1:8080/login?token=a&x=b", "<p>Open</p>");
        send("bob@example.com", "Other", "two", null);

        var data = messages("/api/messages?to=Ada%40example.com");

        assertEquals(2, data.size());
        var newest = data.get(0);
        assertEquals("Second", newest.path("subject").asText());
        assertEquals("ada@example.com", newest.path("to").asText());
        assertEquals("Tollgate <no-reply@tollgate.example>", newest.path("from").asText());
        assertEquals(
                "Open http://127.0.0.1:8080/login?token=a&x=b",
                newest.path("text").asText().strip());
        assertEquals("<p>Open</p>", newest.path("html").asText().strip());
        assertTrue(newest.path("receivedAt").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        assertFalse(newest.path("id").asText().equals(data.get(1).path("id").asText()));
        assertTrue(data.get(1).path("html").isNull());
        assertEquals(3, messages("/api/messages").size());
        assertEquals(0, messages("/api/messages?to=nobody@example.com").size());
    }

    @Test
    void peopleClickLinksAndNothingElseInAMailRuns() throws Exception {
        send(
                "ada@example.com",
                "<b>Hi</b>",
                "Go to http://127.0.0.1/a?b=1&c=2 <script>x</script>",
                "<script>y</script>");

        var page = get("/?to=ada@example.com").body();

        assertTrue(page.contains("<a href=\"http://127.0.0.1/a?b=1&amp;c=2\">"), page);
        assertTrue(page.contains("&lt;b&gt;Hi&lt;/b&gt;"), page);
        assertFalse(page.contains("<script"), page);
        assertTrue(page.contains("<iframe sandbox="), page);
    }

    @Test
    void anotherNameForThisMachineIsRefused() throws Exception {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.inbox().getPort())) {
            socket.getOutputStream()
                    .write("GET /api/messages HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
        }
    }

    @Test
    void unknownPathsAreNotFound() throws Exception {
        assertEquals(404, get("/api/mail").statusCode());
        assertEquals(200, get("/").statusCode());
    }

    private JsonNode messages(String path) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get(path).body()).path("data");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.inbox() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void send(String to, String subject, String text, @Nullable String html) throws Exception {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", Integer.toString(smtpPort));
        var mail = new MimeMessage(Session.getInstance(settings));
        mail.setFrom(new InternetAddress("no-reply@tollgate.example", "Tollgate"));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        mail.setSubject(subject);
        if (html == null) {
            mail.setText(text);
        } else {
            var plain = new MimeBodyPart();
            plain.setText(text, "utf-8");
            var rich = new MimeBodyPart();
            rich.setContent(html, "text/html; charset=utf-8");
            mail.setContent(new MimeMultipart("alternative", plain, rich));
        }
        Transport.send(mail);
    }
}
