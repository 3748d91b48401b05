package dev.tollgate.platform.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.id.IdPrefix;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static final IdPrefix KEY = new IdPrefix("key");

    @Test
    void goesOnAfterTheLastRowShown() {
        var ids = Stream.generate(KEY::create).limit(3).toList().reversed();

        var page = Page.of(ids, 2, Function.identity(), Function.identity());

        assertEquals(ids.subList(0, 2), page.data());
        assertEquals(ids.get(1), Cursor.before(assertNotNullCursor(page), KEY));
    }

    @Test
    void theLastPageHasNoCursor() {
        assertNull(Page.of(List.of(KEY.create()), 1, Function.identity(), Function.identity())
                .nextCursor());
    }

    @Test
    void withoutACursorAListStartsBeforeEveryId() {
        assertTrue(KEY.create().compareTo(Cursor.before(null, KEY)) < 0);
    }

    @Test
    void aLimitIsANumberFromOneToAHundred() {
        assertEquals(20, Page.limit(null));
        assertEquals(1, Page.limit("1"));
        assertEquals(100, Page.limit("100"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "101", "-1", "1.5", "many", "1000", "٣"})
    void anyOtherLimitIsAValidationError(String limit) {
        assertEquals(
                400, assertThrows(Problem.class, () -> Page.limit(limit)).code().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "a2V5", "MTprZXlfMQ", "~"})
    void aCursorThatIsNotOursIsAValidationError(String cursor) {
        assertEquals(
                400,
                assertThrows(Problem.class, () -> Cursor.before(cursor, KEY))
                        .code()
                        .status());
    }

    @Test
    void aCursorOfAnotherListIsAValidationError() {
        var other = Cursor.encode(new IdPrefix("pi").create());

        assertThrows(Problem.class, () -> Cursor.before(other, KEY));
    }

    private static String assertNotNullCursor(Page<?> page) {
        var cursor = page.nextCursor();
        assertNotNull(cursor);
        return cursor;
    }
}
