package io.handclasp.examples.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * {@link ColdVerification}, {@link RepeatedToken}, {@link ExtractionCost} and {@link HandshakeCost} for machines that are not
 * quiet. All take turns of a few milliseconds in one process, so that each meets the same disturbance, and each turn is divided
 * by the turn beside it of what nobody can be faster than: the bare signature check, the bare keyed hash, or a line of code.
 * What is told is the median of these ratios, and the quarters around it, as rows of a table.
 *
 * <p>Arguments: {@code cold} and its algorithm, provider and claims; {@code repeated}; {@code extraction}; or {@code handshake}
 * and its algorithm. Run it several times: each is one fork. The system property {@code handclasp.rounds} says how many
 * rounds of turns are measured, by default 100.
 */
public final class PairedTurns {
    private static final Duration WARMUP = Duration.ofMillis(2_500);
    /** A whole handshake goes through more code than a verifier. */
    private static final Duration HANDSHAKE_WARMUP = Duration.ofSeconds(6);

    private static final Duration TURN = Duration.ofMillis(30);
    private static final int ROUNDS = 100;
    private static final String USAGE =
            "expected: cold <algorithm> <provider> <claims>, repeated, extraction, or handshake <algorithm>";

    private PairedTurns() {}

    /**
     * Measures and prints a row for each method.
     *
     * @param args see the class
     * @throws Exception when a method cannot be set up or run
     */
    public static void main(String... args) throws Exception {
        String asked = args.length == 0 ? "" : args[0];
        Turns turns = new Turns(
                asked.equals("handshake") ? HANDSHAKE_WARMUP : WARMUP,
                Integer.getInteger("handclasp.rounds", ROUNDS),
                TURN);
        if (asked.equals("cold") && args.length == 4) {
            cold(turns, args[1], args[2], args[3]);
        } else if (asked.equals("repeated") && args.length == 1) {
            repeated(turns);
        } else if (asked.equals("extraction") && args.length == 1) {
            extraction(turns);
        } else if (asked.equals("handshake") && args.length == 2) {
            handshake(turns, args[1]);
        } else {
            throw new IllegalArgumentException(USAGE);
        }
    }

    private static void cold(Turns turns, String algorithm, String provider, String claims) throws Exception {
        ColdVerification cold = new ColdVerification();
        cold.algorithm = algorithm;
        cold.provider = provider;
        cold.claims = claims;
        Map<String, Callable<?>> titled = new LinkedHashMap<>();
        cold.methods(ColdVerification.TOKENS)
                .forEach((name, method) -> titled.put(
                        name.equals(ColdVerification.BARE)
                                ? "bare JCA check"
                                : Contender.valueOf(name).title(),
                        method));
        String arithmetic = switch (provider) {
            case "jdk" -> "JDK";
            case "accp" -> "ACCP, handed over";
            default -> "ACCP, installed";
        };
        print(turns, algorithm + " | " + arithmetic + " | ", titled);
    }

    private static void repeated(Turns turns) throws Exception {
        RepeatedToken repeated = new RepeatedToken();
        repeated.setUp();
        Map<String, Callable<?>> methods = new LinkedHashMap<>();
        methods.put("bare HMAC-SHA-256 of the token", repeated::bareHmac);
        methods.put("**Handclasp**, from the headers", repeated::fromHeaders);
        methods.put("**Handclasp**, from a `HandshakeRequest`", repeated::fromRequest);
        methods.put("Auth0 java-jwt", repeated::auth0);
        print(turns, "", methods);
        repeated.tearDown();
    }

    private static void extraction(Turns turns) throws Exception {
        ExtractionCost extraction = new ExtractionCost();
        extraction.setUp();
        Map<String, Callable<?>> methods = new LinkedHashMap<>();
        methods.put("a line that a host writes", extraction::handWritten);
        methods.put("Spring Security `DefaultBearerTokenResolver`", extraction::spring);
        methods.put("**Handclasp**, from a `HandshakeRequest`", extraction::fromHandshake);
        methods.put("**Handclasp**, from the servlet request", extraction::fromServletRequest);
        print(turns, "", methods);
    }

    private static void handshake(Turns turns, String algorithm) throws Exception {
        HandshakeCost handshake = new HandshakeCost();
        handshake.algorithm = algorithm;
        handshake.setUp();
        Map<String, Callable<?>> methods = new LinkedHashMap<>();
        methods.put("bare JCA check", handshake::bare);
        methods.put("**Handclasp**, token not known", handshake::fresh);
        methods.put("**Handclasp**, verdict remembered", handshake::remembered);
        methods.put("a line and Auth0 java-jwt", handshake::auth0);
        methods.put("Spring Security resolver and decoder", handshake::spring);
        print(turns, algorithm + " | ", methods);
        handshake.tearDown();
    }

    private static void print(Turns turns, String columns, Map<String, Callable<?>> methods) throws Exception {
        int jdk = Runtime.version().feature();
        for (String row : turns.run(methods)) {
            System.out.printf(Locale.ROOT, "| %d | %s%s%n", jdk, columns, row);
        }
    }
}
