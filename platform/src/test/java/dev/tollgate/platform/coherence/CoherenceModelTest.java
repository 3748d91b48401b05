package dev.tollgate.platform.coherence;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The essay of this package, run: with all its rules nobody is let in late; without any one of them somebody is. */
class CoherenceModelTest {
    private static final int SEEDS = 150;
    private static final int STEPS = 60_000;
    private static final int MOST_SEEDS = 400;

    @Test
    void nobodyIsLetInAfterTheAnswer() {
        long fromMemory = 0;
        long accepted = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var model = new CoherenceModel(seed, Flaw.NONE);
            var late = model.run(STEPS);
            assertNull(late, "seed " + seed + ":\n" + late);
            fromMemory += model.fromMemory;
            accepted += model.accepted;
        }
        assertTrue(fromMemory > SEEDS * 1000L, "hardly anything was answered from memory: " + fromMemory);
        assertTrue(accepted > SEEDS * 1000L, "hardly anybody was let in: " + accepted);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void theModelFindsTheLateAcceptanceWhenARuleIsLeftOut(Flaw flaw) {
        var late = IntStream.range(0, MOST_SEEDS)
                .mapToObj(seed -> new CoherenceModel(seed, flaw).run(STEPS))
                .filter(story -> story != null)
                .findFirst();
        assertNotNull(late.orElse(null), flaw + " was not noticed");
    }
}
