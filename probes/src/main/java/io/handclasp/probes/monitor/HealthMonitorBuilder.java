package io.handclasp.probes.monitor;

import io.handclasp.core.Settings;
import io.handclasp.probes.ProbeRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Makes a {@link HealthMonitor}. Not safe for use by many threads. */
public final class HealthMonitorBuilder {
    private final ProbeRunner runner;
    private final List<HealthListener> listeners = new ArrayList<>();
    private MonitorPolicy policy = MonitorPolicy.standard();
    private Duration cacheFor = Duration.ofSeconds(1);

    HealthMonitorBuilder(ProbeRunner runner) {
        this.runner = Objects.requireNonNull(runner, "runner");
    }

    /**
     * Sets how answers become states and alerts. Default: {@link MonitorPolicy#standard()}.
     *
     * @param policy the policy
     * @return this builder
     */
    public HealthMonitorBuilder policy(MonitorPolicy policy) {
        this.policy = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Sets for how long those who poll get the same run, when nothing is scheduled. Default: 1 s, so that any number of
     * pollers costs one run a second.
     *
     * @param cacheFor 0 to 1 min; with 0 only callers at the same time share a run
     * @return this builder
     * @throws IllegalArgumentException when it is out of bounds
     */
    public HealthMonitorBuilder cacheFor(Duration cacheFor) {
        this.cacheFor = Settings.requireWithin("cacheFor", cacheFor, Duration.ZERO, Duration.ofMinutes(1));
        return this;
    }

    /**
     * Adds somebody who is told what the monitor notices. Default: nobody.
     *
     * @param listener the listener
     * @return this builder
     */
    public HealthMonitorBuilder listener(HealthListener listener) {
        this.listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Makes the monitor.
     *
     * @return the monitor
     */
    public HealthMonitor build() {
        return new HealthMonitor(runner, policy, cacheFor, listeners);
    }
}
