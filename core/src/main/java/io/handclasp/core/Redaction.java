package io.handclasp.core;

import java.net.URI;
import java.util.List;

/**
 * Keeps secrets out of everything that is shown: logs, exception texts, reports.
 *
 * <p>It is the second line of defence. The first is to carry secrets as {@link Secret} and to write no token into a text
 * at all; this class looks after the texts of others. In doubt it takes away too much. What has no mark of a secret, such
 * as an opaque token without a name beside it, cannot be found.
 *
 * <p>Every method takes time linear in the length of its input. Without state; safe for use by many threads.
 */
public final class Redaction {
    /** What stands in place of a secret. */
    public static final String MARK = "[redacted]";
    /** The longest text that is looked at, in characters; what is beyond it is dropped. */
    public static final int MAX_INPUT_LENGTH = 65_536;

    private static final int MAX_URI_LENGTH = 1_000;
    private static final int MAX_MESSAGE_LENGTH = 300;
    private static final int MAX_CAUSES = 4;

    private static final List<RedactionRule> RULES = List.of(
            new PrivateKeyRule(),
            new JsonWebTokenRule(),
            new UserInfoRule(),
            new NamedValueRule(),
            new AuthSchemeRule());

    private Redaction() {}

    /**
     * Takes the secrets out of a text and puts {@link #MARK} in their place. Found are:
     *
     * <ul>
     *   <li>JSON Web Tokens, wherever they stand, whole or cut off;
     *   <li>what follows {@code Bearer}, {@code Basic} or {@code DPoP};
     *   <li>the user and password of a URL;
     *   <li>the values of sensitive names ({@link #isSensitiveName}) in {@code name=value}, {@code name: value}, JSON, query
     *       parameters, headers and command lines;
     *   <li>private keys in PEM.
     * </ul>
     *
     * <p>A value without quotation marks ends at white space: of {@code password=two words} the second word stays.
     *
     * @param text any text; never makes this throw
     * @return the text without the secrets; a text beyond {@value #MAX_INPUT_LENGTH} characters is cut there first
     */
    public static String scrub(String text) {
        boolean tooLong = text.length() > MAX_INPUT_LENGTH;
        Redactable redactable = new Redactable(tooLong ? headWithoutTornUrl(text) : text);
        RULES.forEach(rule -> rule.apply(redactable));
        return tooLong ? redactable.redacted() + '\u2026' : redactable.redacted();
    }

    /**
     * Shows where a URI points to: its scheme, host, port and path and the names of its query parameters; not its user
     * information, the values of its parameters, or its fragment.
     *
     * @param uri any URI, also one like {@code jdbc:postgresql://...}
     * @return the text to show, at most 1000 characters
     */
    public static String safeUri(URI uri) {
        return ShownText.cut(SafeUri.of(uri.toString()), MAX_URI_LENGTH);
    }

    /**
     * Tells whether a setting, header, parameter or property of this name holds a secret. Upper and lower case and signs
     * between words make no difference. A name that ends by saying that it only tells something about a secret, such as
     * {@code token_endpoint} or {@code passwordFile}, is not sensitive.
     *
     * @param name the name
     * @return true if its value must not be shown
     */
    public static boolean isSensitiveName(String name) {
        return SensitiveNames.isSensitive(name);
    }

    /**
     * Describes an exception on one line: the simple names of the classes and the scrubbed messages of it and of up to
     * four causes, each message cut to 300 characters. No stack trace.
     *
     * @param thrown any exception; one whose {@code getMessage()} throws does no harm
     * @return for example {@code ConnectException: refused, caused by UnresolvedAddressException}
     */
    public static String describe(Throwable thrown) {
        StringBuilder description = new StringBuilder(describeOne(thrown));
        Throwable cause = thrown.getCause();
        // The count also ends the walk along causes that go round in a circle.
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            description.append(", caused by ").append(describeOne(cause));
            cause = cause.getCause();
        }
        return description.toString();
    }

    private static String describeOne(Throwable thrown) {
        String name = thrown.getClass().getName();
        String simpleName = name.substring(name.lastIndexOf('.') + 1);
        String message = message(thrown);
        return message.isEmpty() ? simpleName : simpleName + ": " + ShownText.oneLine(message, MAX_MESSAGE_LENGTH);
    }

    /** A message that only repeats the cause is left out: the cause is described next. */
    private static String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            Throwable cause = thrown.getCause();
            if (message == null || (cause != null && message.equals(cause.toString()))) {
                return "";
            }
            return message;
        } catch (RuntimeException e) {
            return "(its message cannot be read: " + e.getClass().getName() + ")";
        }
    }

    /** Cutting through the user information of a URL would take away the sign by which it is found. */
    private static String headWithoutTornUrl(String text) {
        String head = ShownText.head(text, MAX_INPUT_LENGTH);
        int scheme = head.lastIndexOf(UserInfoRule.SCHEME_END);
        int authority = scheme + UserInfoRule.SCHEME_END.length();
        boolean torn = scheme >= 0 && UserInfoRule.authorityEnd(head, authority) == head.length();
        return torn ? head.substring(0, authority) : head;
    }
}
