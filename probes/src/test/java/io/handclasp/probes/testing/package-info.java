/** Servers that behave badly, and a stopwatch. */
@org.jspecify.annotations.NullMarked
package io.handclasp.probes.testing;
