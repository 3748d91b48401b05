package dev.tollgate.onboarding.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tollgate.platform.error.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {
    @ParameterizedTest
    @CsvSource({
        "255044462d312e37, PDF",
        "ffd8ffe000104a46, JPEG",
        "89504e470d0a1a0a, PNG",
        "89504e470d0a1a0b, ''",
        "3c68746d6c3e0000, ''",
        "2550444620, ''",
        "4d5a, ''",
        "'', ''",
    })
    void aFileIsOfTheKindThatItsFirstBytesSay(String start, String kind) {
        for (var each : FileKind.values()) {
            assertEquals(each.name().equals(kind), each.begins(start), each.name());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/pdf, PDF",
        "Image/JPEG, JPEG",
        "image/png; charset=binary, PNG",
    })
    void aContentTypeNamesAKind(String contentType, FileKind kind) {
        assertEquals(Optional.of(kind), FileKind.of(contentType));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "image/gif", "text/html", "application/pdfx"})
    void otherContentTypesNameNone(String contentType) {
        assertEquals(Optional.empty(), FileKind.of(contentType));
        assertThrows(Problem.class, () -> FileKind.parse(contentType));
    }

    @Test
    void noContentTypeNamesNone() {
        assertEquals(Optional.empty(), FileKind.of(null));
    }
}
