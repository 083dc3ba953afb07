package io.handclasp.drift.rules;

import io.handclasp.core.Settings;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a service with WebSockets needs on Cloud Run. The names end up in commands that people copy, so only plain ones
 * are accepted.
 *
 * @param timeout how long a request, and so a connection, may last at least; default 60 min, the most that Cloud Run
 *     gives; 1 s to 60 min
 * @param connector the VPC connector to recommend; empty recommends direct VPC egress through the network and subnet
 * @param network the VPC network; default {@code default}
 * @param subnet the subnet; default {@code default}
 * @param egress what goes through the VPC; default {@code private-ranges-only}, or {@code all-traffic}
 * @param minScale how many instances must always run; default 1; 0 to 1,000
 */
public record CloudRunNeeds(
        Duration timeout, Optional<String> connector, String network, String subnet, String egress, int minScale) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9/_.-]{0,200}");

    /**
     * Checks the needs.
     *
     * @throws IllegalArgumentException when one is out of its range, or a name is not plain
     */
    public CloudRunNeeds {
        Settings.requireWithin("timeout", timeout, Duration.ofSeconds(1), Duration.ofMinutes(60));
        Objects.requireNonNull(connector, "connector");
        connector.ifPresent(name -> requireName("connector", name));
        requireName("network", network);
        requireName("subnet", subnet);
        if (!egress.equals("private-ranges-only") && !egress.equals("all-traffic")) {
            throw new IllegalArgumentException("egress was " + egress + ", must be private-ranges-only or all-traffic");
        }
        Settings.requireRange("minScale", minScale, 0, 1_000);
    }

    /**
     * The defaults.
     *
     * @return 60 min, direct VPC egress through the default network for private ranges, one instance
     */
    public static CloudRunNeeds standard() {
        return new CloudRunNeeds(
                Duration.ofMinutes(60), Optional.empty(), "default", "default", "private-ranges-only", 1);
    }

    private static void requireName(String setting, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    setting + " was " + name + ", must be letters, digits and the signs / _ . -");
        }
    }
}
