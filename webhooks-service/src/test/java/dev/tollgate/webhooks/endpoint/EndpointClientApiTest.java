package dev.tollgate.webhooks.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.webhooks.Receiver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** One request, and what is said of endpoints that give no answer. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class EndpointClientApiTest {
    @Inject
    EndpointClient endpoints;

    @Inject
    Background background;

    @Test
    void anAnswerIsTakenAsItIs() throws Exception {
        try (var receiver = Receiver.answering(503)) {
            assertEquals(new Answer.Responded(503, "", null), send(receiver.url()));
        }
    }

    @Test
    void anAddressThatIsNotPublicIsNotConnectedTo() throws Exception {
        assertEquals("the host's address is not public", reason(send("http://10.0.0.1/")));
        assertEquals("the host's address is not public", reason(send("https://169.254.169.254/")));
    }

    @Test
    void anUnknownHostIsSaidToBeOne() throws Exception {
        assertEquals("the host name does not resolve", reason(send("https://nowhere.invalid/")));
    }

    @Test
    void aRefusedConnectionIsSaidToBeOne() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertEquals("no connection: refused or timed out", reason(send("http://127.0.0.1:" + free + "/")));
    }

    @Test
    void aConnectionThatIsCutIsSaidToBeOne() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var cutter = Thread.ofVirtual().start(() -> {
                try (var connection = socket.accept()) {
                    connection.getInputStream().read();
                } catch (IOException closed) {
                    Thread.currentThread().interrupt();
                }
            });

            var answer = send("http://127.0.0.1:" + socket.getLocalPort() + "/");

            assertEquals("the connection was closed before an answer", reason(answer));
            cutter.join();
        }
    }

    private static String reason(Answer answer) {
        return assertInstanceOf(Answer.Unanswered.class, answer).error();
    }

    private Answer send(String url) throws Exception {
        var message = new Message(EndpointUrl.parse(url, Mode.TEST), Signature.newSecret(), "evt_1", "{}");
        return background.run(() -> endpoints.send(message));
    }
}
