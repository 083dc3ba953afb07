package io.handclasp.drift.rules;

import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.Severity;
import io.handclasp.drift.baseline.ConfigRule;
import io.handclasp.drift.baseline.ConfigRules;
import io.handclasp.drift.baseline.RuleView;
import io.handclasp.drift.baseline.ValueType;
import io.handclasp.drift.baseline.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What Cloud Run must be told. An absent setting is the default of Cloud Run, not an unknown. */
final class CloudRunRules {
    private static final String PREFIX = "cloudrun.";
    private static final String CONNECTOR = PREFIX + "vpc-access-connector";
    private static final String INTERFACES = PREFIX + "network-interfaces";
    private static final String EGRESS = PREFIX + "vpc-access-egress";
    private static final String DEFAULT_EGRESS = "private-ranges-only";
    private static final BigDecimal DEFAULT_TIMEOUT_SECONDS = BigDecimal.valueOf(300);
    private static final BigDecimal NANOS_A_SECOND = BigDecimal.valueOf(1_000_000_000L);

    private final CloudRunNeeds needs;

    private CloudRunRules(CloudRunNeeds needs) {
        this.needs = needs;
    }

    static List<ConfigRule> of(CloudRunNeeds needs) {
        CloudRunRules rules = new CloudRunRules(needs);
        long seconds = needs.timeout().toSeconds();
        String path = needs.connector()
                .map(name -> "--vpc-connector " + name)
                .orElse("--network " + needs.network() + " --subnet " + needs.subnet());
        return List.of(
                rule(
                        "timeout",
                        Severity.CRITICAL,
                        PREFIX + "timeoutSeconds",
                        "--timeout " + seconds,
                        rules::isLongEnough,
                        "cuts a connection after less than " + seconds + " s"),
                rule(
                        "vpc-path",
                        Severity.CRITICAL,
                        CONNECTOR,
                        path + " --vpc-egress " + needs.egress(),
                        rules::hasPath,
                        "there is neither a VPC connector nor direct VPC egress"),
                rule(
                        "vpc-egress",
                        Severity.WARNING,
                        EGRESS,
                        "--vpc-egress " + needs.egress(),
                        rules::hasEgress,
                        "is not " + needs.egress()),
                rule(
                        "session-affinity",
                        Severity.WARNING,
                        PREFIX + "sessionAffinity",
                        "--session-affinity",
                        rules::hasAffinity,
                        "is not on, so a client that comes back meets another instance"),
                rule(
                        "min-scale",
                        Severity.WARNING,
                        PREFIX + "minScale",
                        "--min-instances " + needs.minScale(),
                        rules::hasInstances,
                        "is less than " + needs.minScale() + ", so clients wait for a cold start"));
    }

    private static ConfigRule rule(
            String name, Severity severity, String key, String option, Predicate<RuleView> isMet, String message) {
        String id = "cloud-run." + name;
        return ConfigRules.of(id, severity, Pages.hint("Change it on Cloud Run.", id), settings -> {
            if (!settings.has(PREFIX + "name")) {
                return List.of(new Verdict.NotChecked(
                        PREFIX + "name", "is not set: there is no description of a Cloud Run service"));
            }
            if (isMet.test(settings)) {
                return List.of(Verdict.met());
            }
            DriftStatus status = settings.has(key) ? DriftStatus.MODIFIED : DriftStatus.MISSING;
            return List.of(new Verdict.Broken(
                    key, status, message, Optional.of(Pages.hint("Run: " + command(settings, option), id))));
        });
    }

    private static String command(RuleView settings, String option) {
        return "gcloud run services update " + plain(settings, "name", "SERVICE") + " --region "
                + plain(settings, "region", "REGION") + " " + option;
    }

    /** A name that is more than a name must not get into a command that somebody copies. */
    private static String plain(RuleView settings, String name, String otherwise) {
        return settings.text(PREFIX + name)
                .filter(text -> text.matches("[a-z0-9-]{1,100}"))
                .orElse(otherwise);
    }

    private boolean isLongEnough(RuleView settings) {
        BigDecimal nanos = settings.measure(PREFIX + "timeoutSeconds", ValueType.DURATION_SECONDS)
                .orElse(DEFAULT_TIMEOUT_SECONDS.multiply(NANOS_A_SECOND));
        return nanos.compareTo(BigDecimal.valueOf(needs.timeout().toNanos())) >= 0;
    }

    private boolean hasPath(RuleView settings) {
        return settings.has(CONNECTOR) || settings.has(INTERFACES);
    }

    private boolean hasEgress(RuleView settings) {
        return settings.text(EGRESS).orElse(DEFAULT_EGRESS).equals(needs.egress());
    }

    private boolean hasAffinity(RuleView settings) {
        return settings.bool(PREFIX + "sessionAffinity").orElse(false);
    }

    private boolean hasInstances(RuleView settings) {
        BigDecimal instances =
                settings.measure(PREFIX + "minScale", ValueType.INTEGER).orElse(BigDecimal.ZERO);
        return instances.compareTo(BigDecimal.valueOf(needs.minScale())) >= 0;
    }
}
