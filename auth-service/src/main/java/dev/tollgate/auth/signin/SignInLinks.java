package dev.tollgate.auth.signin;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.mail.Mailbag;
import dev.tollgate.auth.mail.OutgoingMail;
import dev.tollgate.platform.crypto.Secret;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Sign-in links, in the current Panache transaction: mailed to an account, and taken back once. */
@ApplicationScoped
public class SignInLinks {
    /** More links than this in one link's lifetime are not mailed: nobody's mailbox is flooded through us. */
    static final int MOST_AT_ONCE = 20;

    private static final String NOBODY = "nobody";
    private final SignInTokenRepository tokens;
    private final Mailbag mails;
    private final Clock clock;

    SignInLinks(SignInTokenRepository tokens, Mailbag mails, Clock clock) {
        this.tokens = tokens;
        this.mails = mails;
        this.clock = clock;
    }

    /**
     * Mails a link. Whether the address is anybody's does not show in the time this takes: the same statements run, only the mail is
     * withheld.
     *
     * @param account whose address it is; null if nobody's
     */
    public Uni<Void> mail(String address, @Nullable UserAccount account) {
        var now = clock.instant();
        var accountId = account == null ? null : account.id();
        var plain = LinkToken.random();
        var token = new SignInToken(plain, accountId, now);
        return tokens.countSince(accountId == null ? NOBODY : accountId, now.minus(SignInToken.LIFETIME))
                .chain(recent -> tokens.persist(token).replaceWith(recent))
                .chain(recent -> mails.put(
                        account == null ? address : account.email(),
                        new OutgoingMail.SignIn(plain),
                        account == null || recent >= MOST_AT_ONCE,
                        now,
                        token.expiresAt()));
    }

    /** Uses a token up and answers with its account's id; the item is null if it is used, expired or unknown. */
    public Uni<String> consume(Secret token) {
        return tokens.consume(token, clock.instant());
    }
}
