package dev.tollgate.auth.session;

import dev.tollgate.auth.key.SigningKey;
import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;

/** Session tokens: RS256 JWTs (RFC 7519) of {@code TOLLGATE_PUBLIC_URL} for the dashboard. */
@ApplicationScoped
class SessionTokens {
    static final String AUDIENCE = "tollgate-dashboard";
    private static final String ORGANIZATION = "orgId";
    private static final int LONGEST = 4096;

    private final String issuer;
    private final Clock clock;
    private final JwtConsumer unverified = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setSkipSignatureVerification()
            .setDisableRequireSignature()
            .build();

    SessionTokens(@ConfigProperty(name = "tollgate.public-url") String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    Secret sign(SigningKey key, SessionClaims claims, Instant expiresAt) {
        var token = Jwt.claims()
                .issuer(issuer)
                .audience(AUDIENCE)
                .subject(claims.userId())
                .issuedAt(clock.instant())
                .expiresAt(expiresAt)
                .claim("sid", claims.sessionId())
                .claim("mode", claims.mode().wire())
                .claim("role", claims.role());
        var orgId = claims.orgId();
        return new Secret((orgId == null ? token : token.claim(ORGANIZATION, orgId))
                .jws()
                .algorithm(SignatureAlgorithm.RS256)
                .keyId(key.kid())
                .sign(key.privateKey()));
    }

    /** What a token says of itself before anything is verified: just enough to look the rest up. */
    record Reference(String kid, String sessionId) {}

    /** Empty for what is not even the form of a token of ours. */
    Optional<Reference> read(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JwtContext context = unverified.process(token);
            var header = context.getJoseObjects().getFirst();
            var sessionId = context.getJwtClaims().getStringClaimValue("sid");
            return header.getKeyIdHeaderValue() == null || !Session.ID.matches(sessionId)
                    ? Optional.empty()
                    : Optional.of(new Reference(header.getKeyIdHeaderValue(), sessionId));
        } catch (InvalidJwtException | MalformedClaimException notOurs) {
            return Optional.empty();
        }
    }

    /** What verification came to. */
    sealed interface Verdict {
        record Valid(SessionClaims claims, Instant expiresAt) implements Verdict {}

        /** Rightly signed and ours in everything, but past {@code exp}. */
        record Expired() implements Verdict {}

        record Invalid() implements Verdict {}
    }

    /** Verifies a token: RS256 by this key and nothing else, issuer, audience, expiry, and that it names a session and its person. */
    Verdict verify(String token, RSAPublicKey key) {
        try {
            var claims = consumer(key).processToClaims(token);
            return new Verdict.Valid(
                    claims(claims),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
        } catch (InvalidJwtException refused) {
            return refused.getErrorDetails().stream().allMatch(error -> error.getErrorCode() == ErrorCodes.EXPIRED)
                    ? new Verdict.Expired()
                    : new Verdict.Invalid();
        } catch (MalformedClaimException | IllegalArgumentException malformed) {
            return new Verdict.Invalid();
        }
    }

    private JwtConsumer consumer(RSAPublicKey key) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, SigningKey.ALGORITHM)
                .setVerificationKey(key)
                .setExpectedIssuer(true, issuer)
                .setExpectedAudience(true, AUDIENCE)
                .setRequireSubject()
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
    }

    private static SessionClaims claims(JwtClaims claims) throws MalformedClaimException {
        var role = claims.getStringClaimValue("role");
        var orgId = claims.getStringClaimValue(ORGANIZATION);
        boolean staff = Groups.PLATFORM_ADMIN.equals(role);
        if (role == null || staff != (orgId == null) || (orgId != null && !Tenant.ORGANIZATION.matches(orgId))) {
            throw new IllegalArgumentException("no organization, or one that staff can't have");
        }
        return new SessionClaims(
                claims.getStringClaimValue("sid"),
                claims.getSubject(),
                orgId,
                mode(claims.getStringClaimValue("mode")),
                role);
    }

    private static Mode mode(String claim) {
        for (var mode : Mode.values()) {
            if (mode.wire().equals(claim)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("no mode");
    }
}
