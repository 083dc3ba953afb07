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

    private WebSocketRules() {}

    static List<ConfigRule> of(WebSocketKeys keys) {
        return List.of(
                ConfigRules.less(
                        HEARTBEAT,
                        Severity.CRITICAL,
                        keys.heartbeat(),
                        keys.idleTimeout(),
                        keys.durations(),
                        Pages.hint("Send heartbeats at least twice within the idle timeout.", HEARTBEAT)),
                ConfigRules.less(
                        HANDSHAKE,
                        Severity.CRITICAL,
                        keys.handshakeBudget(),
                        keys.clientTimeout(),
                        keys.durations(),
                        Pages.hint("Let the service give its answer before the client gives up.", HANDSHAKE)),
                ConfigRules.of(
                        RETRY,
                        Severity.WARNING,
                        Pages.hint("Ask less often, or give each attempt less time.", RETRY),
                        settings -> retries(settings, keys)));
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
        boolean fits = attempts.get().multiply(timeout.get()).compareTo(budget.get()) <= 0;
        return List.of(
                fits
                        ? Verdict.met()
                        : Verdict.modified(
                                keys.maxAttempts(),
                                "times " + keys.attemptTimeout() + " is more than " + keys.handshakeBudget()));
    }
}
