package dev.tollgate.auth.member;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.account.UserAccountRepository;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives an address to an account that is sure of it, and takes it from one that never proved it: whoever types a stranger's address into a sign-up
 * keeps it from nobody (the essay of this package).
 */
@ApplicationScoped
public class ProvedAddress {
    /** No person decides this: an address goes to who proves it. */
    private static final Actor BY = Actor.service("auth-service");

    private final UserAccountRepository accounts;
    private final Outbox outbox;
    private final Clock clock;

    ProvedAddress(UserAccountRepository accounts, Outbox outbox, Clock clock) {
        this.accounts = accounts;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Adds an account in the current Panache transaction, which must see every tenant, and says whether it did: not, if somebody has proved the
     * address, or is staff. Each round makes one account give way that another transaction had committed, so it ends.
     *
     * @param add adds it unless the address is taken, and says whether it did
     */
    public Uni<Boolean> take(String address, Supplier<Uni<Boolean>> add) {
        return add.get()
                .chain(added -> added
                        ? Uni.createFrom().item(true)
                        : accounts.unproved(address).chain(holder -> takeFrom(holder, address, add)));
    }

    private Uni<Boolean> takeFrom(@Nullable UserAccount holder, String address, Supplier<Uni<Boolean>> add) {
        return holder == null
                ? Uni.createFrom().item(false)
                : outbox.append(giveWay(holder)).chain(() -> take(address, add));
    }

    /** They never signed in, so no session ends with this and no gateway has to hear of it; their links find the account removed. */
    private MemberEvent giveWay(UserAccount holder) {
        var removed = MemberEvent.Data.of(Member.of(holder), BY);
        holder.remove(clock.instant());
        return new MemberEvent.Removed(String.valueOf(holder.orgId()), removed);
    }
}
