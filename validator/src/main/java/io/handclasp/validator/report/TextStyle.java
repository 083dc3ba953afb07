package io.handclasp.validator.report;

import java.io.Console;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * How text looks. Immutable.
 *
 * @param colour whether signs have colours (ANSI escape sequences)
 * @param unicode whether signs beyond ASCII are used; without, they have ASCII substitutes
 */
public record TextStyle(boolean colour, boolean unicode) {
    /**
     * For files and logs: no colours, signs of Unicode.
     *
     * @return the style
     */
    public static TextStyle plain() {
        return new TextStyle(false, true);
    }

    /**
     * For what bears nothing but ASCII: no colours, either.
     *
     * @return the style
     */
    public static TextStyle ascii() {
        return new TextStyle(false, false);
    }

    /**
     * For the standard output of this process: colours when it is a terminal that has not asked for none, signs of Unicode when
     * its encoding has them.
     *
     * @return the style
     */
    @SuppressWarnings("SystemConsoleNull") // null before Java 22; from then on isTerminal tells
    public static TextStyle ofTerminal() {
        Console console = System.console();
        String encoding = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "US-ASCII"));
        Charset charset = console != null
                ? console.charset()
                : Charset.isSupported(encoding) ? Charset.forName(encoding) : Charset.defaultCharset();
        return of(System.getenv(), console != null && isTerminal(console), charset);
    }

    static TextStyle of(Map<String, String> environment, boolean terminal, Charset charset) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean unicode = charset.canEncode() && charset.newEncoder().canEncode("√×‼⊘≥≤…–");
        return new TextStyle(terminal && !refused, unicode);
    }

    /** From Java 22 on there may be a console without a terminal, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException beforeJava22) {
            return true;
        } catch (ReflectiveOperationException e) {
            // Nobody can tell; a log full of escape sequences is worse than a terminal without colours.
            return false;
        }
    }
}
