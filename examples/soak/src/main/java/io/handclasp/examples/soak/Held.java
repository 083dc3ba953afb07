package io.handclasp.examples.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/**
 * What the process holds, a full collection after everybody has left.
 *
 * @param heapBytes live objects
 * @param directBytes buffers outside of the heap
 * @param threads live threads
 * @param descriptors open files and sockets; -1 where the system does not tell
 * @param classes loaded classes
 */
record Held(long heapBytes, long directBytes, int threads, long descriptors, int classes) {
    static final long NOT_TOLD = -1;

    /** Collects, and looks. */
    static Held now() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return new Held(
                memory.getHeapMemoryUsage().getUsed(),
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                descriptorsNow(),
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    }

    static long descriptorsNow() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : NOT_TOLD;
    }
}
