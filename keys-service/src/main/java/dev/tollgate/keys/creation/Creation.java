package dev.tollgate.keys.creation;

/**
 * What a request that creates came to.
 *
 * @param <N> the new resource, with a secret that is seen here for the only time
 * @param <E> the resource as anybody may see it
 */
public sealed interface Creation<N, E> {
    record Created<N, E>(N made) implements Creation<N, E> {}

    /** The resource of the request that this one repeats, as it is now. */
    record Replayed<N, E>(E existing) implements Creation<N, E> {}
}
