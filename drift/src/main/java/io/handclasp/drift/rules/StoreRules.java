package io.handclasp.drift.rules;

import io.handclasp.drift.Severity;
import io.handclasp.drift.baseline.ConfigRule;
import io.handclasp.drift.baseline.ConfigRules;
import io.handclasp.drift.baseline.RuleView;
import io.handclasp.drift.baseline.ValueType;
import io.handclasp.drift.baseline.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a database or a cache is reached. */
final class StoreRules {
    private StoreRules() {}

    static List<ConfigRule> of(String store, StoreKeys keys) {
        String path = store + ".private-path";
        String pool = store + ".pool";
        return List.of(
                ConfigRules.of(
                        path,
                        Severity.CRITICAL,
                        Pages.hint("Give the service a way into the private network of its " + store + ".", path),
                        settings -> privatePath(settings, keys)),
                ConfigRules.of(
                        pool,
                        Severity.WARNING,
                        Pages.hint("Make the numbers of the pool fit together.", pool),
                        settings -> pool(settings, keys)));
    }

    private static List<Verdict> privatePath(RuleView settings, StoreKeys keys) {
        List<String> hosts = settings.text(keys.address()).map(Hosts::of).orElse(List.of());
        if (hosts.stream().allMatch(Hosts::isLoopback)) {
            return List.of(new Verdict.NotApplicable("it is on this machine, or not in use"));
        }
        boolean reachable = keys.privatePaths().stream().anyMatch(settings::has);
        return List.of(
                reachable
                        ? Verdict.met()
                        : Verdict.missing(
                                keys.privatePaths().get(0), "is not set, and " + keys.address() + " is elsewhere"));
    }

    private static List<Verdict> pool(RuleView settings, StoreKeys keys) {
        Optional<BigDecimal> min = settings.measure(keys.poolMin(), ValueType.INTEGER);
        Optional<BigDecimal> max = settings.measure(keys.poolMax(), ValueType.INTEGER);
        Optional<BigDecimal> timeout = settings.measure(keys.poolTimeout(), keys.durations());
        Optional<BigDecimal> lifetime = settings.measure(keys.poolMaxLifetime(), keys.durations());
        List<Verdict> verdicts = new ArrayList<>();
        max.filter(number -> number.signum() <= 0)
                .ifPresent(none -> verdicts.add(Verdict.modified(keys.poolMax(), "must be 1 or more")));
        if (min.isPresent() && max.isPresent()) {
            verdicts.add(notMore(min.get(), max.get(), keys.poolMin(), keys.poolMax()));
        }
        // A lifetime of zero is for ever.
        if (timeout.isPresent() && lifetime.isPresent() && lifetime.get().signum() > 0) {
            verdicts.add(notMore(timeout.get(), lifetime.get(), keys.poolTimeout(), keys.poolMaxLifetime()));
        }
        return verdicts;
    }

    private static Verdict notMore(BigDecimal less, BigDecimal more, String lessKey, String moreKey) {
        return less.compareTo(more) <= 0
                ? Verdict.met()
                : Verdict.modified(lessKey, "must not be more than " + moreKey);
    }
}
