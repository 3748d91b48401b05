package dev.tollgate.auth.audit.verify;

import dev.tollgate.auth.audit.ChainHead;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is to be checked: {@code [<organization> [<sequence>:<hash>]]}.
 *
 * @param orgId null for every chain
 * @param kept a head of it that somebody kept; null if nobody did
 */
record Wish(@Nullable String orgId, @Nullable ChainHead kept) {
    private static final Pattern HEAD = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

    /** Empty where the arguments are not of that form. */
    static Optional<Wish> of(List<String> arguments) {
        return switch (arguments.size()) {
            case 0 -> Optional.of(new Wish(null, null));
            case 1 -> Optional.of(new Wish(arguments.getFirst(), null));
            case 2 -> {
                var head = HEAD.matcher(arguments.getLast());
                yield head.matches()
                        ? Optional.of(new Wish(
                                arguments.getFirst(), new ChainHead(Long.parseLong(head.group(1)), head.group(2))))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }
}
