package io.handclasp.drift.document;

import io.handclasp.core.Settings;

/**
 * How much of a document is read. A document beyond a limit is refused as a whole, with a message that names the limit.
 *
 * @param maxBytes how long it may be; default 16 MiB, 1 to 1 GiB
 * @param maxNodes how many values, lists and maps it may hold, those that aliases repeat counted again; default 200,000,
 *     1 to 50,000,000
 * @param maxDepth how deep lists and maps may be nested; default 64, 1 to 1,000
 * @param maxAliases how many aliases a YAML document may have; default 50, 0 to 100,000
 */
public record DocumentLimits(int maxBytes, int maxNodes, int maxDepth, int maxAliases) {
    private static final int MEBIBYTE = 1 << 20;
    private static final int GIBIBYTE = 1 << 30;

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException when one is out of its range
     */
    public DocumentLimits {
        Settings.requireRange("maxBytes", maxBytes, 1, GIBIBYTE);
        Settings.requireRange("maxNodes", maxNodes, 1, 50_000_000);
        Settings.requireRange("maxDepth", maxDepth, 1, 1_000);
        Settings.requireRange("maxAliases", maxAliases, 0, 100_000);
    }

    /**
     * The defaults.
     *
     * @return 16 MiB, 200,000 nodes, 64 deep, 50 aliases
     */
    public static DocumentLimits standard() {
        return new DocumentLimits(16 * MEBIBYTE, 200_000, 64, 50);
    }

    /**
     * The same with another length.
     *
     * @param bytes how long a document may be
     * @return a copy with that limit
     * @throws IllegalArgumentException when it is out of its range
     */
    public DocumentLimits withMaxBytes(int bytes) {
        return new DocumentLimits(bytes, maxNodes, maxDepth, maxAliases);
    }

    /**
     * The same with another number of nodes.
     *
     * @param nodes how many values, lists and maps a document may hold
     * @return a copy with that limit
     * @throws IllegalArgumentException when it is out of its range
     */
    public DocumentLimits withMaxNodes(int nodes) {
        return new DocumentLimits(maxBytes, nodes, maxDepth, maxAliases);
    }
}
