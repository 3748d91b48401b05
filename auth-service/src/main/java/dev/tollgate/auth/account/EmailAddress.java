package dev.tollgate.auth.account;

import java.util.Locale;

/** What we take for an email address: the ASCII form of the HTML Living Standard, at most 254 characters (RFC 5321). */
public final class EmailAddress {
    public static final int LONGEST = 254;
    public static final String FORM = "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+"
            + "@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*";
    public static final String REASON = "must be an email address";

    private EmailAddress() {}

    /** The form in which two spellings of one address are equal. */
    public static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
