package io.handclasp.drift.rules;

import io.handclasp.drift.Severity;
import io.handclasp.drift.baseline.ConfigRule;
import io.handclasp.drift.baseline.ConfigRules;
import io.handclasp.drift.baseline.RuleView;
import io.handclasp.drift.baseline.ValueType;
import io.handclasp.drift.baseline.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Times that must fit together. */
final class WebSocketRules {
    private static final String HEARTBEAT = "websocket.heartbeat";
    private static final String HANDSHAKE = "websocket.handshake-budget";
    private static final String RETRY = "websocket.retry-budget";

    private static final String NOT_POSITIVE = "must be more than zero";

    private WebSocketRules() {}

    static List<ConfigRule> of(WebSocketKeys keys) {
        return List.of(
                less(
                        HEARTBEAT,
                        "Send heartbeats at least twice within the idle timeout.",
                        keys.heartbeat(),
                        keys.idleTimeout(),
                        keys.durations()),
                less(
                        HANDSHAKE,
                        "Let the service give its answer before the client gives up.",
                        keys.handshakeBudget(),
                        keys.clientTimeout(),
                        keys.durations()),
                ConfigRules.of(
                        RETRY,
                        Severity.WARNING,
                        Pages.hint("Ask less often, or give each attempt less time.", RETRY),
                        settings -> retries(settings, keys)));
    }

    /** A time of zero would be less than every other, and means that there are no heartbeats, or no handshakes. */
    private static ConfigRule less(String id, String hint, String smaller, String greater, ValueType durations) {
        ConfigRule less = ConfigRules.less(id, Severity.CRITICAL, smaller, greater, durations, Pages.hint(hint, id));
        return ConfigRules.of(
                id,
                Severity.CRITICAL,
                Pages.hint(hint, id),
                settings -> isPositive(settings.measure(smaller, durations))
                        ? less.judge(settings)
                        : List.of(Verdict.modified(smaller, NOT_POSITIVE)));
    }

    /** What is not set is judged elsewhere. */
    private static boolean isPositive(Optional<BigDecimal> measure) {
        return measure.map(number -> number.signum() > 0).orElse(true);
    }

    private static List<Verdict> retries(RuleView settings, WebSocketKeys keys) {
        Optional<BigDecimal> attempts = settings.measure(keys.maxAttempts(), ValueType.INTEGER);
        Optional<BigDecimal> timeout = settings.measure(keys.attemptTimeout(), keys.durations());
        Optional<BigDecimal> budget = settings.measure(keys.handshakeBudget(), keys.durations());
        if (attempts.isEmpty() || timeout.isEmpty() || budget.isEmpty()) {
            String absent = attempts.isEmpty()
                    ? keys.maxAttempts()
                    : timeout.isEmpty() ? keys.attemptTimeout() : keys.handshakeBudget();
            return List.of(new Verdict.NotChecked(absent, "is not set, so the rule cannot be judged"));
        }
        if (!isPositive(attempts) || !isPositive(timeout)) {
            return List.of(
                    Verdict.modified(isPositive(attempts) ? keys.attemptTimeout() : keys.maxAttempts(), NOT_POSITIVE));
        }
        boolean fits = attempts.get().multiply(timeout.get()).compareTo(budget.get()) <= 0;
        return List.of(
                fits
                        ? Verdict.met()
                        : Verdict.modified(
                                keys.maxAttempts(),
                                "times " + keys.attemptTimeout() + " is more than " + keys.handshakeBudget()));
    }
}
