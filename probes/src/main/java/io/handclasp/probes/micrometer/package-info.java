/** What a monitor knows, as Micrometer gauges. Needs {@code io.micrometer:micrometer-core}. */
@NullMarked
package io.handclasp.probes.micrometer;

import org.jspecify.annotations.NullMarked;
