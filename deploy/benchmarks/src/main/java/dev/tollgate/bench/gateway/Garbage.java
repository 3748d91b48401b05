package dev.tollgate.bench.gateway;

import dev.tollgate.bench.Request;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.principal.Mode;
import java.util.List;
import java.util.stream.IntStream;

/** Requests with keys that nobody issued, each with another one. */
enum Garbage {
    MISTYPED("a bad checksum") {
        @Override
        String key() {
            var key = UNKNOWN.key();
            char last = key.charAt(key.length() - 1);
            return key.substring(0, key.length() - 1) + (last == '0' ? '1' : '0');
        }
    },
    UNKNOWN("a good checksum, but unknown") {
        @Override
        String key() {
            return ApiKeyText.mint(Mode.TEST).text().reveal();
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
