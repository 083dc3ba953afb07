/** What many runs say together: states, history, alerts. Start at {@link io.handclasp.probes.monitor.HealthMonitor}. */
@NullMarked
package io.handclasp.probes.monitor;

import org.jspecify.annotations.NullMarked;
