package dev.tollgate.platform.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Ids of facts that can't come again are forgotten, in batches, and no others. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class PruningDbTest {
    @Inject
    Pruning pruning;

    @Test
    void idsAreKeptLongerThanTheirFactsMayComeAgain() throws Exception {
        remember("young", 90, 5);
        remember("old", 92, Retention.BATCH + 1);

        assertTrue(pruning.round(), "there may be more");
        assertFalse(pruning.round());

        assertEquals(0, count("old"));
        assertEquals(5, count("young"));
    }

    private static void remember(String name, int days, int count) throws SQLException {
        try (var owner = Infra.postgres().asOwner("auth");
                var statement = owner.createStatement()) {
            statement.execute("insert into inbox (event_id, received_at) select '" + name
                    + "-' || n, now() - interval '" + days + " days' from generate_series(1, " + count + ") n");
        }
    }

    private static int count(String name) throws SQLException {
        try (var owner = Infra.postgres().asOwner("auth");
                var statement = owner.createStatement();
                var rows = statement.executeQuery("select count(*) from inbox where event_id like '" + name + "-%'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
