package dev.tollgate.platform.retention;

/**
 * Rows that are kept for a while only.
 *
 * @param table where they are
 * @param over a condition in SQL, by the database's clock, which an index serves; it holds for rows that nobody will ask for again
 */
public record Retention(String table, String over) {
    /** How many rows go at once: few enough that nobody waits for their locks. */
    static final int BATCH = 1_000;

    String deleteSome() {
        return "delete from " + table + " where ctid = any(array(select ctid from " + table + " where " + over
                + " limit " + BATCH + " for update skip locked))";
    }
}
