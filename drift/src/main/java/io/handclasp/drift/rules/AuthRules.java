package io.handclasp.drift.rules;

import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Severity;
import io.handclasp.drift.baseline.ConfigRule;
import io.handclasp.drift.baseline.ConfigRules;
import io.handclasp.drift.baseline.RuleView;
import io.handclasp.drift.baseline.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** How the auth service is reached. */
final class AuthRules {
    private static final String URL_AND_KEY = "auth.url-and-key";
    private static final String INTERNAL_URL = "auth.internal-url";
    private static final String HTTPS = "auth.https";
    private static final String PLACEHOLDER = "auth.placeholder";
    private static final String WEAK = "auth.weak-secret";

    private AuthRules() {}

    static List<ConfigRule> of(AuthKeys keys) {
        return List.of(
                ConfigRules.of(
                        URL_AND_KEY,
                        Severity.CRITICAL,
                        Pages.hint("Set both, or neither where nothing is to be judged.", URL_AND_KEY),
                        settings -> urlAndKey(settings, keys)),
                ConfigRules.needs(
                        INTERNAL_URL,
                        Severity.INFO,
                        keys.url(),
                        keys.internalUrl(),
                        Pages.hint("Ask the auth service inside of the private network first.", INTERNAL_URL)),
                ConfigRules.of(
                        HTTPS,
                        Severity.CRITICAL,
                        Pages.hint("Use https: tokens and keys travel to this address.", HTTPS),
                        settings -> https(settings, keys)),
                ConfigRules.of(
                        PLACEHOLDER,
                        Severity.CRITICAL,
                        Pages.hint("Put the real secret where the example stands.", PLACEHOLDER),
                        settings -> secret(settings, keys, Secrets::isPlaceholder, "is a placeholder")),
                ConfigRules.of(
                        WEAK,
                        Severity.CRITICAL,
                        Pages.hint("Make a random secret of 32 bytes, for example with openssl rand.", WEAK),
                        settings -> secret(settings, keys, Secrets::isWeak, "is easy to guess")));
    }

    private static List<Verdict> urlAndKey(RuleView settings, AuthKeys keys) {
        boolean url = settings.has(keys.url()) || settings.has(keys.internalUrl());
        boolean key = settings.has(keys.key());
        if (!url && !key) {
            return List.of(new Verdict.NotApplicable("neither is set"));
        }
        if (!url) {
            return List.of(Verdict.missing(keys.url(), "is not set, but " + keys.key() + " is"));
        }
        return List.of(key ? Verdict.met() : Verdict.missing(keys.key(), "is not set, but the address is"));
    }

    private static List<Verdict> https(RuleView settings, AuthKeys keys) {
        List<Verdict> verdicts = new ArrayList<>();
        for (String key : List.of(keys.url(), keys.internalUrl())) {
            if (settings.has(key)) {
                String url = settings.text(key).orElse("").strip();
                boolean safe = url.toLowerCase(Locale.ROOT).startsWith("https://") || Hosts.isLoopbackUrl(url);
                verdicts.add(safe ? Verdict.met() : Verdict.modified(key, "is not https"));
            }
        }
        return verdicts;
    }

    /** A secret that stands in a secret store is not known here, and there is nothing to say of it. */
    private static List<Verdict> secret(RuleView settings, AuthKeys keys, Predicate<String> bad, String message) {
        boolean here = settings.has(keys.key())
                && settings.value(keys.key())
                        .filter(ConfigValue.Reference.class::isInstance)
                        .isEmpty();
        if (!here) {
            return List.of(new Verdict.NotApplicable("the secret does not stand here"));
        }
        boolean broken = bad.test(settings.text(keys.key()).orElse(""));
        return List.of(broken ? Verdict.modified(keys.key(), message) : Verdict.met());
    }
}
