package dev.tollgate.auth.account;

/** What we take for a name of a person or an organization: anything that prints, on one line. */
public final class PrintableName {
    public static final int LONGEST = 200;
    public static final String FORM = "[^\\u0000-\\u001f\\u007f]*";
    public static final String REASON = "must not contain control characters";

    private PrintableName() {}
}
