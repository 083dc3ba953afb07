package io.handclasp.drift.rules;

import io.handclasp.core.Settings;
import io.handclasp.drift.baseline.ValueType;
import java.util.List;

/**
 * The names of the settings of a database or a cache.
 *
 * @param address its URL, or its host
 * @param privatePaths settings of which one must be there when the host is not this machine: the VPC connector, say
 * @param poolMin the least number of connections
 * @param poolMax the greatest number of connections
 * @param poolTimeout how long one waits for a connection
 * @param poolMaxLifetime how long a connection lives
 * @param durations how the durations are written
 */
public record StoreKeys(
        String address,
        List<String> privatePaths,
        String poolMin,
        String poolMax,
        String poolTimeout,
        String poolMaxLifetime,
        ValueType durations) {
    private static final List<String> CLOUD_RUN =
            List.of("cloudrun.vpc-access-connector", "cloudrun.network-interfaces", "VPC_CONNECTOR");

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException when one is blank, there is no private path, or the type is not one of durations
     */
    public StoreKeys {
        Settings.requireText("address", address);
        privatePaths = List.copyOf(privatePaths);
        Settings.requireRange("number of privatePaths", privatePaths.size(), 1, Integer.MAX_VALUE);
        Settings.requireText("poolMin", poolMin);
        Settings.requireText("poolMax", poolMax);
        Settings.requireText("poolTimeout", poolTimeout);
        Settings.requireText("poolMaxLifetime", poolMaxLifetime);
        if (!durations.name().startsWith("DURATION")) {
            throw new IllegalArgumentException("durations was " + durations + ", must be a type of durations");
        }
    }

    /**
     * The default names for a database.
     *
     * @return {@code DATABASE_URL}, {@code DB_POOL_MIN}, {@code DB_POOL_MAX}, {@code DB_POOL_TIMEOUT},
     *     {@code DB_POOL_MAX_LIFETIME}
     */
    public static StoreKeys database() {
        return new StoreKeys(
                "DATABASE_URL",
                CLOUD_RUN,
                "DB_POOL_MIN",
                "DB_POOL_MAX",
                "DB_POOL_TIMEOUT",
                "DB_POOL_MAX_LIFETIME",
                ValueType.DURATION);
    }

    /**
     * The default names for a cache.
     *
     * @return {@code REDIS_URL}, {@code REDIS_POOL_MIN}, {@code REDIS_POOL_MAX}, {@code REDIS_POOL_TIMEOUT},
     *     {@code REDIS_POOL_MAX_LIFETIME}
     */
    public static StoreKeys cache() {
        return new StoreKeys(
                "REDIS_URL",
                CLOUD_RUN,
                "REDIS_POOL_MIN",
                "REDIS_POOL_MAX",
                "REDIS_POOL_TIMEOUT",
                "REDIS_POOL_MAX_LIFETIME",
                ValueType.DURATION);
    }
}
