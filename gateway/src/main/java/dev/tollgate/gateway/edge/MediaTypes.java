package dev.tollgate.gateway.edge;

/** {@code Content-Type} (RFC 9110, 8.3), as far as the gate has to understand it. */
final class MediaTypes {
    private static final String CHARSET = "charset";
    private static final String UTF_8 = "utf-8";

    private MediaTypes() {}

    /**
     * Whether it is {@code application/json}, with whatever parameters, unless one names another charset than UTF-8 (contract/conventions.md,
     * Host, paths, format).
     */
    static boolean isJson(String contentType) {
        if (contentType.equals(Refusals.JSON)) {
            return true; // as nearly everybody writes it
        }
        int end = contentType.indexOf(';');
        return end < 0
                ? contentType.strip().equalsIgnoreCase(Refusals.JSON)
                : contentType.substring(0, end).strip().equalsIgnoreCase(Refusals.JSON)
                        && areInOrder(contentType.substring(end + 1));
    }

    /** Walks through {@code name=value} and {@code name="any; \" text"}, divided by {@code ;}. */
    private static boolean areInOrder(String parameters) {
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < parameters.length(); i++) {
            char c = parameters.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\') {
                i++;
            } else if (!quoted && c == ';') {
                if (!isInOrder(parameters.substring(start, i).strip())) {
                    return false;
                }
                start = i + 1;
            }
        }
        return !quoted && isInOrder(parameters.substring(start).strip());
    }

    private static boolean isInOrder(String parameter) {
        int equals = parameter.indexOf('=');
        if (equals <= 0) {
            return parameter.isEmpty();
        }
        return !parameter.substring(0, equals).strip().equalsIgnoreCase(CHARSET)
                || unquoted(parameter.substring(equals + 1).strip()).equalsIgnoreCase(UTF_8);
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
