package dev.tollgate.bench.limits;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** How many transactions limits-service made of how many reservations so far, by its own metrics. */
record Batches(double transactions, double reservations) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Batches of(URI service) {
        try {
            var metrics = HTTP.send(
                            HttpRequest.newBuilder(service.resolve("/q/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return new Batches(value(metrics, "_count"), value(metrics, "_sum"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Transactions per reservation since. */
    double perReservationSince(Batches before) {
        return (transactions - before.transactions) / (reservations - before.reservations);
    }

    private static double value(String metrics, String suffix) {
        return metrics.lines()
                .filter(line -> line.startsWith("tollgate_limits_batch_size" + suffix))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
