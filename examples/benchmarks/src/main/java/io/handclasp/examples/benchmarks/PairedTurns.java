package io.handclasp.examples.benchmarks;

import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * {@link ColdVerification} and {@link RepeatedToken} for machines that are not quiet. All take turns of a few milliseconds in
 * one process, so that each meets the same disturbance, and each turn is divided by the turn beside it of what nobody can be
 * faster than: the bare signature check, or the bare keyed hash. What is told is the median of these ratios, and the quarters
 * around it.
 *
 * <p>Arguments: {@code cold} and its algorithm, provider and claims, or {@code repeated}. Run it several times: each is one
 * fork.
 */
public final class PairedTurns {
    private static final Duration WARMUP = Duration.ofSeconds(8);
    private static final int TURNS = 200;
    private static final long TURN_NANOS = Duration.ofMillis(30).toNanos();
    /** So many between two looks at the clock, which are not to count in what takes a microsecond. */
    private static final int BETWEEN_LOOKS = 20;

    private final TimeSource time = TimeSource.system();
    private final Map<String, Callable<?>> methods;

    private PairedTurns(Map<String, Callable<?>> methods) {
        this.methods = methods;
    }

    /**
     * Measures and prints a line for each method.
     *
     * @param args see the class
     * @throws Exception when a method cannot be set up or run
     */
    public static void main(String... args) throws Exception {
        say("JDK %s, %s%n", System.getProperty("java.version"), String.join(" ", args));
        if (args.length == 4 && args[0].equals("cold")) {
            new PairedTurns(cold(args[1], args[2], args[3])).run();
        } else if (args.length == 1 && args[0].equals("repeated")) {
            repeated();
        } else {
            throw new IllegalArgumentException("expected: cold <algorithm> <provider> <claims>, or: repeated");
        }
    }

    private static void repeated() throws Exception {
        RepeatedToken repeated = new RepeatedToken();
        repeated.setUp();
        Map<String, Callable<?>> methods = new LinkedHashMap<>();
        methods.put("bareHmac", repeated::bareHmac);
        methods.put("headers", repeated::fromHeaders);
        methods.put("request", repeated::fromRequest);
        methods.put("auth0", repeated::auth0);
        new PairedTurns(methods).run();
        repeated.tearDown();
    }

    private static Map<String, Callable<?>> cold(String algorithm, String provider, String claims) throws Exception {
        ColdVerification cold = new ColdVerification();
        cold.algorithm = algorithm;
        cold.provider = provider;
        cold.claims = claims;
        cold.setUp();
        Map<String, Callable<?>> methods = new LinkedHashMap<>();
        methods.put("bareJca", cold::bareJca);
        methods.put("handclasp", cold::handclasp);
        if (cold.auth0() != null) {
            methods.put("auth0", cold::auth0);
        }
        if (cold.nimbus() != null) {
            methods.put("nimbus", cold::nimbus);
        }
        return methods;
    }

    private void run() throws Exception {
        long warm = time.nanoTime() + WARMUP.toNanos();
        while (time.nanoTime() < warm) {
            turns();
        }
        double[][] ratios = new double[methods.size()][TURNS];
        double[][] rates = new double[methods.size()][TURNS];
        for (int turn = 0; turn < TURNS; turn++) {
            double[] all = turns();
            for (int method = 0; method < all.length; method++) {
                rates[method][turn] = all[method];
                ratios[method][turn] = all[method] / all[0];
            }
        }
        List<String> names = List.copyOf(methods.keySet());
        for (int method = 0; method < names.size(); method++) {
            Arrays.sort(rates[method]);
            Arrays.sort(ratios[method]);
            say(
                    "%-10s %,9.0f/s at the median, %,9.0f/s at best | ratio %.3f (%.3f to %.3f)%n",
                    names.get(method),
                    rates[method][TURNS / 2],
                    rates[method][TURNS - 1],
                    ratios[method][TURNS / 2],
                    ratios[method][TURNS / 4],
                    ratios[method][3 * TURNS / 4]);
        }
    }

    /** How many each did in a second of its turn. */
    private double[] turns() throws Exception {
        double[] rates = new double[methods.size()];
        int method = 0;
        for (Callable<?> one : methods.values()) {
            rates[method++] = turn(one);
        }
        return rates;
    }

    private double turn(Callable<?> method) throws Exception {
        long start = time.nanoTime();
        long end = start + TURN_NANOS;
        long done = 0;
        long now;
        do {
            for (int i = 0; i < BETWEEN_LOOKS; i++) {
                Object answer = method.call();
                if (Boolean.FALSE.equals(answer) || answer instanceof Verification.Invalid) {
                    throw new IllegalStateException("a good token was refused");
                }
            }
            done += BETWEEN_LOOKS;
            now = time.nanoTime();
        } while (now < end);
        return done * 1e9 / (now - start);
    }

    private static void say(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format, arguments);
    }
}
