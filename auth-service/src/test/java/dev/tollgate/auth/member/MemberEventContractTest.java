package dev.tollgate.auth.member;

import dev.tollgate.auth.GoldenEvents;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Role;
import dev.tollgate.testkit.AuditRecords;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class MemberEventContractTest {
    private static final String ORGANIZATION = "org_01jd9x3m4eefz8wqfs1d7yq0ab";
    private static final String MEMBER = "usr_01jd9x3m4eefz8wqfs1d7yq0ac";
    private static final Actor OWNER = new Actor(ActorType.USER, "usr_01jd9x3m4eefz8wqfs1d7yq0ab");
    private static final Actor SELF = new Actor(ActorType.USER, MEMBER);

    @Inject
    Outbox outbox;

    @Test
    void invitedIsAsPublished() throws IOException {
        assertGolden(new MemberEvent.Invited(ORGANIZATION, data(null, MemberStatus.INVITED, OWNER)));
    }

    @Test
    void joinedIsAsPublished() throws IOException {
        assertGolden(new MemberEvent.Joined(ORGANIZATION, data("Grace Hopper", MemberStatus.ACTIVE, SELF)));
    }

    @Test
    void roleChangedIsAsPublished() throws IOException {
        assertGolden(new MemberEvent.RoleChanged(
                ORGANIZATION, data("Grace Hopper", MemberStatus.ACTIVE, OWNER).after(Role.VIEWER)));
    }

    @Test
    void removedIsAsPublished() throws IOException {
        assertGolden(new MemberEvent.Removed(ORGANIZATION, data("Grace Hopper", MemberStatus.ACTIVE, OWNER)));
    }

    @Test
    void recordForTheAuditLogIsAsPublished() throws IOException {
        var changed = new MemberEvent.RoleChanged(
                ORGANIZATION, data("Grace Hopper", MemberStatus.ACTIVE, OWNER).after(Role.VIEWER));

        AuditRecords.assertGolden(outbox.prepareRecord(changed).payload());
    }

    private static MemberEvent.Data data(@Nullable String name, MemberStatus status, Actor actor) {
        return new MemberEvent.Data(MEMBER, "grace@example.com", name, Role.MEMBER, null, status, actor);
    }

    private void assertGolden(MemberEvent event) throws IOException {
        GoldenEvents.assertGolden(outbox.prepare(event).payload());
    }
}
