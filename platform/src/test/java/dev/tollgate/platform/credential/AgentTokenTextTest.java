package dev.tollgate.platform.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.principal.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgentTokenTextTest {
    /** Kept for ever: a token given out once must parse in every later release. */
    private static final String GOLDEN =
            "agent_live_0A1b2C3d4E5f6G7h8I9j.abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG" + "2H48wZ";

    @ParameterizedTest
    @EnumSource(Mode.class)
    void mintedTokenParsesToItsParts(Mode mode) {
        var minted = AgentTokenText.mint(mode);

        var parsed = AgentTokenText.parse(minted.text().reveal()).orElseThrow();

        assertEquals(mode, parsed.mode());
        assertEquals(minted.id(), parsed.id());
        assertEquals(minted.secret().reveal(), parsed.secret().reveal());
        assertEquals("agent_" + mode.wire() + "_" + minted.id(), parsed.prefix());
        assertTrue(minted.text().reveal().matches("agent_(test|live)_[0-9A-Za-z]{20}\\.[0-9A-Za-z]{49}"));
    }

    @Test
    void tokenOfAnEarlierReleaseStillParses() {
        assertEquals(
                "0A1b2C3d4E5f6G7h8I9j",
                AgentTokenText.parse(GOLDEN).orElseThrow().id());
    }

    @Test
    void noKindOrModeIsTakenForAnother() {
        var key = ApiKeyText.mint(Mode.TEST).text().reveal();
        var token = AgentTokenText.mint(Mode.TEST).text().reveal();

        assertTrue(AgentTokenText.parse(key).isEmpty());
        assertTrue(ApiKeyText.parse(token).isEmpty());
        assertTrue(AgentTokenText.parse(key.replace("pk_", "agent_")).isEmpty());
        assertTrue(ApiKeyText.parse(token.replace("agent_", "pk_")).isEmpty());
        assertTrue(AgentTokenText.parse(token.replace("agent_test_", "agent_live_"))
                .isEmpty());
    }

    @Test
    void printingATokenShowsItsPublicHalfOnly() {
        var token = AgentTokenText.mint(Mode.LIVE);

        assertTrue(token.toString().contains(token.id()));
        assertFalse(token.toString().contains(token.secret().reveal()));
    }
}
