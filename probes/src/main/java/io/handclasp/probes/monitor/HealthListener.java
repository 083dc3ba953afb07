package io.handclasp.probes.monitor;

/**
 * Is told what a monitor notices, on the thread that ran the probes, so it must not block. What it throws is logged and hurts
 * nobody else. One that is given to several monitors is called by several threads at once.
 */
@FunctionalInterface
public interface HealthListener {
    /**
     * Takes note.
     *
     * @param event what was noticed
     */
    void on(HealthEvent event);
}
