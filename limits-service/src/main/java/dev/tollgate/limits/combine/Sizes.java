package dev.tollgate.limits.combine;

import java.time.Duration;

/**
 * What is bounded, and by how much.
 *
 * @param batches under way at once; each needs a database connection
 * @param batch questions in one, at most
 * @param waitingForOne questions that wait for one key, at most
 * @param waiting questions that wait at all, at most
 * @param patienceNanos how long one waits for its turn, at most
 * @param batchTime how long a batch may take; after that it is given up, and whoever answers it is free to finish
 */
public record Sizes(int batches, int batch, int waitingForOne, int waiting, long patienceNanos, Duration batchTime) {}
