package dev.tollgate.auth.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.tollgate.platform.crypto.Secret;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinkTokenTest {
    @Test
    void tokensAre256BitsAndNoTwoAreEqual() {
        var tokens = IntStream.range(0, 1_000)
                .mapToObj(i -> LinkToken.random().reveal())
                .collect(Collectors.toSet());

        assertEquals(1_000, tokens.size());
        tokens.forEach(token -> assertEquals(32, Base64.getUrlDecoder().decode(token).length));
    }

    @Test
    void onlyTheSha256IsKept() {
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", LinkToken.hash(new Secret("abc")));
        var plain = LinkToken.random();
        assertNotEquals(plain.reveal(), LinkToken.hash(plain));
    }
}
