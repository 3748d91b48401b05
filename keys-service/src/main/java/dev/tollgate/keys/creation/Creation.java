package dev.tollgate.keys.creation;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

    /**
     * Answers a repeat before anything of its body is looked at, because a different body is ignored (contract/conventions.md, Idempotency); else makes it.
     *
     * @param idempotencyKey null where the client sent none
     * @param earlier what was made with it before
     */
    static <N, E> Uni<Creation<N, E>> once(
            @Nullable String idempotencyKey,
            Function<String, Uni<Optional<E>>> earlier,
            Supplier<Uni<Creation<N, E>>> make) {
        return idempotencyKey == null
                ? make.get()
                : earlier.apply(idempotencyKey)
                        .chain(found ->
                                found.isPresent() ? Uni.createFrom().item(new Replayed<>(found.get())) : make.get());
    }

    /** What was made by the request that was faster. */
    static <N, E> Creation<N, E> replayed(Optional<E> earlier) {
        return new Replayed<>(earlier.orElseThrow());
    }
}
