package io.handclasp.drift.rules;

import io.handclasp.drift.baseline.ConfigRule;
import java.util.List;

/**
 * The rules that come with Handclasp. What each is for, and how to mend what it finds, stands on a page of its own,
 * {@code docs/rules/<id>.md}, which its hint names.
 */
public final class RulePacks {
    private RulePacks() {}

    /**
     * What the times of a service with WebSockets must be to each other: {@code websocket.heartbeat},
     * {@code websocket.handshake-budget} and {@code websocket.retry-budget}.
     *
     * @param keys the names of its settings
     * @return the rules
     */
    public static List<ConfigRule> webSocketService(WebSocketKeys keys) {
        return WebSocketRules.of(keys);
    }

    /**
     * How a service reaches the one that judges its tokens: {@code auth.url-and-key}, {@code auth.internal-url},
     * {@code auth.https}, {@code auth.placeholder} and {@code auth.weak-secret}.
     *
     * @param keys the names of its settings
     * @return the rules
     */
    public static List<ConfigRule> auth(AuthKeys keys) {
        return AuthRules.of(keys);
    }

    /**
     * How a service reaches its database: {@code database.private-path} and {@code database.pool}.
     *
     * @param keys the names of its settings
     * @return the rules
     */
    public static List<ConfigRule> database(StoreKeys keys) {
        return StoreRules.of("database", keys);
    }

    /**
     * How a service reaches its cache: {@code cache.private-path} and {@code cache.pool}.
     *
     * @param keys the names of its settings
     * @return the rules
     */
    public static List<ConfigRule> cache(StoreKeys keys) {
        return StoreRules.of("cache", keys);
    }

    /**
     * What a service with WebSockets needs on Cloud Run: {@code cloud-run.timeout}, {@code cloud-run.vpc-path},
     * {@code cloud-run.vpc-egress}, {@code cloud-run.session-affinity} and {@code cloud-run.min-scale}. They judge what
     * {@link io.handclasp.drift.source.ConfigFormat#CLOUD_RUN} reads; without a description nothing is checked. Each hint
     * holds the command that mends the service, which nothing here ever runs.
     *
     * @param needs what the service needs
     * @return the rules
     */
    public static List<ConfigRule> cloudRun(CloudRunNeeds needs) {
        return CloudRunRules.of(needs);
    }
}
