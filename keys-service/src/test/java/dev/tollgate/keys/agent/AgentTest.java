package dev.tollgate.keys.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.credential.AgentTokenText;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.testkit.TestIds;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Both states, each with every transition. */
class AgentTest {
    private static final Instant NOW = Instant.parse("2026-05-02T14:00:00Z");
    private final Actor owner = new Actor(ActorType.USER, TestIds.next("usr"));
    private final AgentTokenText first = AgentTokenText.mint(Mode.LIVE);
    private final Agent active =
            Agent.create(new AgentOrder(new Tenant(TestIds.next("org"), Mode.LIVE), "Purchasing", 2, null), first, NOW);
    private final Agent frozen = active.freeze(owner, NOW).orElseThrow().agent();

    @Test
    void newAgentIsActiveAndShowsItsTokensPublicHalf() {
        assertTrue(Agent.ID.matches(active.id()));
        assertEquals(first.prefix(), active.view().tokenPrefix());
        assertEquals(2, active.view().kyaTier());
        assertFalse(active.view().testMode());
        assertNull(active.frozenAt());
        assertEquals(active, active.created(owner).agent());
    }

    @Test
    void freezingAnActiveAgentIsAFactAndAFrozenOneIsNot() {
        assertInstanceOf(AgentEvent.Frozen.class, active.freeze(owner, NOW).orElseThrow());
        assertEquals(NOW, frozen.frozenAt());
        assertTrue(frozen.freeze(owner, NOW.plusSeconds(1)).isEmpty());
    }

    @Test
    void unfreezingAFrozenAgentIsAFactAndAnActiveOneIsNot() {
        var unfrozen = frozen.unfreeze(owner).orElseThrow();

        assertInstanceOf(AgentEvent.Unfrozen.class, unfrozen);
        assertEquals(active, unfrozen.agent());
        assertTrue(active.unfreeze(owner).isEmpty());
    }

    @Test
    void rotationChangesTheTokenAndNothingElse() {
        var second = AgentTokenText.mint(Mode.LIVE);

        for (var agent : new Agent[] {active, frozen}) {
            var rotated = agent.rotateToken(second, owner, NOW).agent();

            assertEquals(second.id(), rotated.lookupId());
            assertEquals(NOW, rotated.tokenRotatedAt());
            assertEquals(agent.frozenAt(), rotated.frozenAt());
            assertNotEquals(agent.subjectOfChanges(), rotated.subjectOfChanges());
        }
        assertEquals("agent:" + first.id(), active.subjectOfChanges());
    }
}
