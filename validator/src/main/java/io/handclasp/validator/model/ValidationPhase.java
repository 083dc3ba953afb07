package io.handclasp.validator.model;

import java.util.Locale;

/**
 * The six phases of a validation run, in their order: each looks at what the next one stands on. The order says where a
 * reader should start, not what may run: only what depends on a failed check is blocked by it.
 */
public enum ValidationPhase {
    /** Do the parts that the host runs on work: database, cache, name service, certificates? */
    INFRASTRUCTURE_HEALTH(1, "Infrastructure health"),
    /** Can the host reach what lies in its private network, and does it reach it there and not through the public one? */
    VPC_CONNECTIVITY(2, "VPC connectivity"),
    /** Are handshakes with good tokens admitted and all others refused, also while the auth service has trouble? */
    WEBSOCKET_AUTH(3, "WebSocket authentication"),
    /** Do the services that the host calls answer as agreed, with settings that fit each other? */
    SERVICE_INTEGRATION(4, "Service integration"),
    /** Can a real client do what users come for, from its login to its last message? */
    GOLDEN_PATH(5, "Golden path"),
    /** Does the host keep its promises while something is broken on purpose, and recover when it is mended? */
    BUSINESS_CONTINUITY(6, "Business continuity");

    private final int order;
    private final String title;

    ValidationPhase(int order, String title) {
        this.order = order;
        this.title = title;
    }

    /**
     * The phase's name for people.
     *
     * @return the title in English
     */
    public String title() {
        return title;
    }

    /**
     * The place of this phase in the run.
     *
     * @return 1 for the first phase to 6 for the last
     */
    public int order() {
        return order;
    }

    /**
     * The phase's name for machines, as it stands in codes, anchors and class names of JUnit reports.
     *
     * @return lower-case words joined by hyphens, for example {@code golden-path}
     */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
