package dev.tollgate.auth.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Role;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InvitationTest {
    private static final Instant NOW = Instant.parse("2026-05-02T14:00:00Z");
    private static final Actor OWNER = new Actor(ActorType.USER, UserAccount.ID.create());
    private final Invitation invitation = new Invitation("org_x", "grace@acme.example", null, Role.MEMBER, "0f", NOW);

    @Test
    void itIsAMemberToBeForSevenDays() {
        assertTrue(invitation.isPending());
        assertEquals(NOW.plus(Duration.ofDays(7)), invitation.expiresAt());
        assertTrue(UserAccount.ID.matches(invitation.id()));
        assertEquals(MemberStatus.INVITED, Member.of(invitation).status());
    }

    @Test
    void invitingIsAFactThatNamesWhoDidIt() {
        var fact = invitation.invited(OWNER);

        assertEquals(MemberEvent.INVITED, fact.type());
        assertEquals(invitation.id(), fact.subject());
        assertEquals(OWNER, fact.data().actor());
        assertNull(fact.mode());
        assertNull(fact.data().previousRole());
    }

    @Test
    void roleChangesWhileItWaits() {
        var fact = invitation.changeRole(Role.ADMIN, OWNER);

        assertEquals(Role.ADMIN, invitation.role());
        assertEquals(Role.ADMIN, fact.data().role());
        assertEquals(Role.MEMBER, fact.data().previousRole());
    }

    @Test
    void revokedItIsOverAndTheFactSaysWhatItWas() {
        var fact = invitation.revoke(OWNER, NOW);

        assertFalse(invitation.isPending());
        assertEquals(MemberStatus.INVITED, fact.data().status());
        assertEquals(MemberStatus.REMOVED, Member.of(invitation).status());
    }

    @Test
    void sentAgainItLivesAsLongAsANewOne() {
        invitation.sendAgain("1e", NOW.plusSeconds(60));

        assertEquals(NOW.plusSeconds(60).plus(Invitation.LIFETIME), invitation.expiresAt());
    }

    @Test
    void accountKeepsTheIdAndIsCalledAfterTheAddressUntilSomebodySaysAName() {
        assertEquals(invitation.id(), invitation.account().id());
        assertEquals("grace", invitation.account().name());

        invitation.rename("Grace Hopper");
        invitation.rename(null);

        assertEquals("Grace Hopper", invitation.account().name());
        assertEquals(Role.MEMBER, invitation.account().role());
    }
}
