package dev.tollgate.onboarding.notification;

import dev.tollgate.platform.id.IdPrefix;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Where a use case says that somebody must be told: rows of the current Panache transaction, one to be read in the application, and one that the mail worker takes
 * to SMTP for each address.
 */
@ApplicationScoped
public class Notices {
    static final IdPrefix NOTIFICATION = new IdPrefix("ntf");
    static final String STAFF = "staff";
    private static final IdPrefix MAIL = new IdPrefix("mail");
    private static final String INSERT_NOTIFICATION = """
            insert into notification (id, org_id, recipient, kind, about, organization_name, decision, notes, created_at)
            values (?1, nullif(?2, ''), ?3, ?4, ?5, ?6, ?7, nullif(?8, ''), ?9)""";
    private static final String INSERT_MAIL = """
            insert into mail (id, recipient, kind, content, created_at, due_at) values (?1, ?2, ?3, ?4, ?5, now())""";

    private final StaffAddresses staff;

    Notices(StaffAddresses staff) {
        this.staff = staff;
    }

    /** To the reviewers. */
    public Uni<Void> toStaff(Notice notice) {
        return notify(notice, "", STAFF).chain(() -> mail(notice, staff.all()));
    }

    /** To an owner of the organization, at the address that auth-service had verified. */
    public Uni<Void> toOwner(Notice notice, String userId, String email) {
        return notify(notice, notice.orgId(), userId).chain(() -> mail(notice, List.of(email)));
    }

    private static Uni<Void> notify(Notice notice, String orgId, String recipient) {
        var notes = notice.notes();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INSERT_NOTIFICATION)
                        .setParameter(1, NOTIFICATION.create())
                        .setParameter(2, orgId)
                        .setParameter(3, recipient)
                        .setParameter(4, notice.kind().wire())
                        .setParameter(5, notice.orgId())
                        .setParameter(6, notice.organizationName())
                        .setParameter(7, notice.decision())
                        .setParameter(8, notes == null ? "" : notes)
                        .setParameter(9, notice.at())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<Void> mail(Notice notice, List<String> addresses) {
        return Multi.createFrom()
                .iterable(addresses)
                .onItem()
                .transformToUniAndConcatenate(address -> mail(notice, address))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Integer> mail(Notice notice, String address) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INSERT_MAIL)
                        .setParameter(1, MAIL.create())
                        .setParameter(2, address)
                        .setParameter(3, notice.kind().wire())
                        .setParameter(4, MailText.of(notice).encode())
                        .setParameter(5, notice.at())
                        .executeUpdate());
    }
}
