package dev.tollgate.keys.agent;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.tollgate.keys.secret.RevealedSecret;
import dev.tollgate.platform.credential.AgentTokenText;
import dev.tollgate.platform.crypto.Secret;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An agent with a token that was just made: the only place where the whole of it is ever seen. */
@RegisterForReflection
@Schema(
        name = "IssuedAgent",
        requiredProperties = {
            "id",
            "orgId",
            "name",
            "kyaTier",
            "tokenPrefix",
            "testMode",
            "tokenRotatedAt",
            "frozenAt",
            "createdAt",
            "token"
        })
record IssuedAgent(
        @JsonUnwrapped AgentView agent,

        @Schema(
                implementation = String.class,
                description =
                        "The whole token, to be sent as `Authorization: Bearer`. It is shown here and never again.",
                examples = "agent_live_0A1b2C3d4E5f6G7h8I9j.abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG1kHk3p")
        @JsonSerialize(using = RevealedSecret.class)
        Secret token) {

    static IssuedAgent of(Agent agent, AgentTokenText text) {
        return new IssuedAgent(agent.view(), text.text());
    }
}
