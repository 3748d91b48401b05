package dev.tollgate.auth.account;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/** Accounts that are not removed. */
@ApplicationScoped
public class UserAccountRepository implements PanacheRepositoryBase<UserAccount, String> {
    private static final String ADD_UNLESS_TAKEN =
            "insert into user_account (id, org_id, role, email, name, created_at) values (?1, ?2, ?3, ?4, ?5, ?6)"
                    + " on conflict (lower(email)) where removed_at is null do nothing";

    /** The account of an address, in whatever case it is spelled; the item is null where nobody has it. */
    public Uni<UserAccount> byEmail(String email) {
        return find("lower(email) = ?1 and removedAt is null", EmailAddress.key(email))
                .firstResult();
    }

    /** Adds a member unless the address is taken, and says whether it did. Of two at once the second waits for the first, and loses. */
    public Uni<Boolean> addUnlessTaken(UserAccount member) {
        return getSession()
                .chain(session -> session.createNativeQuery(ADD_UNLESS_TAKEN)
                        .setParameter(1, member.id())
                        .setParameter(2, Objects.requireNonNull(member.orgId()))
                        .setParameter(3, member.wireRole())
                        .setParameter(4, member.email())
                        .setParameter(5, member.name())
                        .setParameter(6, member.createdAt())
                        .executeUpdate())
                .map(rows -> rows == 1);
    }
}
