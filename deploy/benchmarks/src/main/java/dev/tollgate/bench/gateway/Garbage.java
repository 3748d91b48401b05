package dev.tollgate.bench.gateway;

import dev.tollgate.bench.ForgedKeys;
import dev.tollgate.bench.Request;
import java.util.List;
import java.util.stream.IntStream;

/** Requests with keys that nobody issued, each with another one. */
enum Garbage {
    MISTYPED("a bad checksum") {
        @Override
        String key() {
            return ForgedKeys.mistyped(UNKNOWN.key());
        }
    },
    UNKNOWN("a good checksum, but unknown") {
        @Override
        String key() {
            return ForgedKeys.unknown().text().reveal();
        }
    };

    private final String title;

    Garbage(String title) {
        this.title = title;
    }

    abstract String key();

    String title() {
        return title;
    }

    List<Request> requests(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Request.of("GET", Ways.PATH, "X-API-Key", key()))
                .toList();
    }
}
