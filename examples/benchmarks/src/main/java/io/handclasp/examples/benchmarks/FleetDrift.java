package io.handclasp.examples.benchmarks;

import io.handclasp.core.time.TimeSource;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Environment;
import io.handclasp.drift.Place;
import io.handclasp.drift.detect.FleetComparison;
import io.handclasp.drift.report.DriftReport;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A whole run: 100 replicas of 1,000 settings each, a tenth of them secrets, are compared with each other, as a host would
 * do it. Three replicas differ in one setting each. The settings are read before: what is measured is the comparison.
 *
 * <p>Run it with {@code java -cp target/benchmarks.jar io.handclasp.examples.benchmarks.FleetDrift}.
 */
public final class FleetDrift {
    private static final int WARM_UP = 60;
    private static final int RUNS = 100;

    private FleetDrift() {}

    /**
     * Measures and prints a table.
     *
     * @param args none
     */
    public static void main(String[] args) {
        System.out.println("| replicas | settings | secrets | found | median ms | p90 ms | max ms |");
        System.out.println("|---|---|---|---|---|---|---|");
        System.out.println(row(100, 1_000));
    }

    static String row(int replicas, int settings) {
        FleetComparison comparison = comparison(replicas, settings);
        TimeSource time = TimeSource.system();
        int found = 0;
        for (int i = 0; i < WARM_UP; i++) {
            found = comparison.compare().drift().size();
        }
        double[] millis = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = time.nanoTime();
            DriftReport report = comparison.compare();
            millis[i] = (time.nanoTime() - start) / 1e6;
            if (report.drift().size() != found) {
                throw new IllegalStateException("two runs found different things");
            }
        }
        Arrays.sort(millis);
        return String.format(
                "| %d | %d | %d | %d | %.1f | %.1f | %.1f |",
                replicas, settings, settings / 10, found, millis[RUNS / 2], millis[RUNS * 9 / 10], millis[RUNS - 1]);
    }

    static FleetComparison comparison(int replicas, int settings) {
        FleetComparison.Builder fleet = FleetComparison.builder("chat", Environment.PRODUCTION);
        for (int i = 0; i < replicas; i++) {
            Map<String, ConfigValue> values = values("replica-" + i, settings, i);
            ConfigSource source = deadline -> values;
            fleet.replica("replica-" + i, source);
        }
        return fleet.build();
    }

    /** Each replica has texts of its own, as if they had come from as many files. */
    private static Map<String, ConfigValue> values(String name, int settings, int replica) {
        Map<String, ConfigValue> values = new HashMap<>();
        Place place = Place.of(name);
        for (int i = 0; i < settings; i++) {
            boolean differs = replica < 3 && i == replica * 10;
            String key = i % 10 == 0 ? "service.part-" + i + ".password" : "service.part-" + i + ".setting";
            values.put(key, ConfigValue.of(key, "value of " + i + (differs ? " changed" : ""), place));
        }
        return values;
    }
}
