package dev.tollgate.bench.limits;

import dev.tollgate.bench.Request;
import dev.tollgate.bench.Wire;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Reserves over HTTP on one kept connection, each time for one of these organizations. */
final class LimitsClient implements Clients.Client {
    private static final int OK = 200;

    private final Wire wire;
    private final List<String> tokens;
    private final String amount;

    LimitsClient(URI service, List<String> tokens, String amount) throws IOException {
        this.wire = Wire.to(service);
        this.tokens = tokens;
        this.amount = amount;
    }

    @Override
    public void step() throws IOException {
        var token = tokens.get(ThreadLocalRandom.current().nextInt(tokens.size()));
        var answer = wire.exchange(Request.withBody(
                "POST",
                "/internal/v1/reservations",
                "{\"amount\":\"" + amount + "\",\"currency\":\"USD\",\"path\":\"payment_intent\",\"reference\":\""
                        + Ids.next("pi") + "\"}",
                "Authorization",
                "Bearer " + token));
        if (answer.status() != OK) {
            throw new IOException("status " + answer.status());
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
