package dev.tollgate.platform.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.error.Problem;
import java.util.HashSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdPrefixTest {
    private static final IdPrefix KEY = new IdPrefix("key");

    /** Vectors of the TypeID specification's valid.json. */
    @ParameterizedTest
    @CsvSource({
        "00000000-0000-0000-0000-000000000000, 00000000000000000000000000",
        "00000000-0000-0000-0000-000000000001, 00000000000000000000000001",
        "00000000-0000-0000-0000-00000000000a, 0000000000000000000000000a",
        "00000000-0000-0000-0000-000000000010, 0000000000000000000000000g",
        "00000000-0000-0000-0000-000000000020, 00000000000000000000000010",
        "ffffffff-ffff-ffff-ffff-ffffffffffff, 7zzzzzzzzzzzzzzzzzzzzzzzzz",
        "01890a5d-ac96-774b-bcce-b302099a8057, 01h455vb4pex5vsknk084sn02q",
    })
    void encodesAsTheSpecificationDoes(UUID uuid, String suffix) {
        assertEquals(suffix, IdPrefix.encode(uuid));
    }

    @Test
    void idsOfOneProcessAreUniqueAndSortByTheirMaking() {
        var ids = Stream.generate(KEY::create).limit(10_000).toList();

        assertEquals(ids, ids.stream().sorted().toList());
        assertEquals(ids.size(), new HashSet<>(ids).size());
        assertTrue(ids.stream().allMatch(KEY::matches));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "key_",
                "key_01h455vb4pex5vsknk084sn02",
                "key_01h455vb4pex5vsknk084sn02qq",
                "key_81h455vb4pex5vsknk084sn02q",
                "key_01H455VB4PEX5VSKNK084SN02Q",
                "key_01h455vb4pex5vsknk084sn02l",
                "kez_01h455vb4pex5vsknk084sn02q",
                "key-01h455vb4pex5vsknk084sn02q",
                "01h455vb4pex5vsknk084sn02q",
                " key_01h455vb4pex5vsknk084sn02q",
            })
    void anythingElseIsAbsentOnAPathAndInvalidInABody(String text) {
        assertFalse(KEY.matches(text));
        assertEquals(
                404,
                assertThrows(Problem.class, () -> KEY.fromPath(text)).code().status());
        assertEquals(
                400,
                assertThrows(Problem.class, () -> KEY.fromBody("id", text))
                        .code()
                        .status());
    }
}
