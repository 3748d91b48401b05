package dev.tollgate.auth.keymail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.auth.mail.CredentialNotice;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.event.ReceivedFact;
import dev.tollgate.platform.http.StrictJson;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A fact of keys-service that owners are told of, and in which words. */
record CredentialFact(FactType type, String title, String advice) {
    private static final String NOT_YOURS = "If none of you meant to do this, ";
    private static final String LOOK = "look at who is a member of your organization.";
    private static final String REVOKE = NOT_YOURS + "revoke the key and " + LOOK;
    private static final String FREEZE = NOT_YOURS + "freeze the agent and " + LOOK;
    private static final String REFUSED = "Requests with it are refused. " + NOT_YOURS + LOOK;

    private static final List<CredentialFact> ALL = List.of(
            new CredentialFact(new FactType("keys", "api_key", "created"), "an API key was created", REVOKE),
            new CredentialFact(new FactType("keys", "api_key", "revoked"), "an API key was revoked", REFUSED),
            new CredentialFact(new FactType("keys", "agent", "created"), "an agent was created", FREEZE),
            new CredentialFact(new FactType("keys", "agent", "token_rotated"), "an agent has a new token", FREEZE),
            new CredentialFact(new FactType("keys", "agent", "frozen"), "an agent was frozen", REFUSED),
            new CredentialFact(new FactType("keys", "agent", "unfrozen"), "an agent was unfrozen", FREEZE));

    private static final int LONGEST = 200;

    static Set<FactType> types() {
        return ALL.stream().map(CredentialFact::type).collect(Collectors.toUnmodifiableSet());
    }

    /** @param by who did it; empty if unknown */
    static CredentialNotice notice(ReceivedFact fact, String by) {
        var known =
                ALL.stream().filter(each -> fact.is(each.type())).findFirst().orElseThrow();
        var mode = fact.mode();
        return new CredentialNotice(
                known.title(),
                line(text(fact.data(), "name", fact.subject())),
                line(text(fact.data(), "keyPrefix", text(fact.data(), "tokenPrefix", fact.subject()))),
                mode == null ? "test and live" : mode.wire(),
                line(by),
                StrictJson.TIMESTAMP.format(fact.time()),
                known.advice());
    }

    static String text(JsonNode data, String field, String otherwise) {
        return data.path(field).isTextual() ? data.path(field).textValue() : otherwise;
    }

    /** On one line of bounded length, so that a name can't pretend to be more of the mail. */
    private static String line(String text) {
        var visible = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
        return visible.length() <= LONGEST ? visible : visible.substring(0, LONGEST) + '…';
    }
}
