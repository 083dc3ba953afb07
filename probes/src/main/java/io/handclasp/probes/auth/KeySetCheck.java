package io.handclasp.probes.auth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import io.handclasp.probes.ProbeDocs;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.net.BodyCheck;
import io.handclasp.probes.net.HttpAnswer;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at a key set. Key ids are public; nothing else of a key is shown. */
record KeySetCheck(int minimumKeys, Duration maxAge, Optional<Supplier<Secret>> sample) implements BodyCheck {
    private static final int MAX_KEYS = 100;

    @Override
    public ProbeOutcome check(HttpAnswer answer, Deadline deadline) {
        List<JWK> keys;
        try {
            keys = JWKSet.parse(answer.body()).getKeys();
        } catch (ParseException e) {
            return ProbeOutcome.down(
                            "the body is no JSON Web Key Set" + (answer.cut() ? ", as far as it was read" : ""))
                    .withHint(ProbeDocs.hint(
                            "mend the URL, or see what answers in place of the issuer", "jwks-unreadable"));
        }
        Instant now = deadline.timeSource().now();
        List<JWK> usable = keys.stream()
                .limit(MAX_KEYS)
                .filter(key -> UsableKeys.isUsable(key, now))
                .toList();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("keys", usable.size() + " of " + keys.size() + " usable");
        usable.stream()
                .limit(10)
                .forEach(key ->
                        details.put("key " + details.size(), String.valueOf(key.getKeyID()) + " " + key.getKeyType()));
        return judge(answer, keys, usable).withDetails(details);
    }

    private ProbeOutcome judge(HttpAnswer answer, List<JWK> keys, List<JWK> usable) {
        if (keys.stream().anyMatch(JWK::isPrivate)) {
            return ProbeOutcome.down("the key set holds a secret key: anybody can sign tokens")
                    .withHint(
                            ProbeDocs.hint("take it off the net, revoke the key and all it signed", "jwks-secret-key"));
        } else if (usable.size() < minimumKeys) {
            return ProbeOutcome.down(usable.size() + " usable keys, at least " + minimumKeys + " expected")
                    .withHint(ProbeDocs.hint(
                            "see why the issuer publishes no key for signatures: use, alg, exp and length",
                            "jwks-no-usable-key"));
        }
        Optional<ProbeOutcome> broken = sample.flatMap(token -> SampleToken.outcome(token, usable));
        if (broken.isPresent()) {
            return broken.get();
        }
        Optional<Duration> age = age(answer);
        if (age.isPresent() && age.get().compareTo(maxAge) > 0) {
            return ProbeOutcome.warn("a cache on the way serves a key set of "
                            + age.get().toMinutes() + " minutes ago")
                    .withHint(ProbeDocs.hint(
                            "let the cache ask the issuer more often: a rotated key is not seen", "jwks-old"));
        }
        return ProbeOutcome.up(usable.size() + " usable keys" + (sample.isPresent() ? ", the sample verifies" : ""));
    }

    private static Optional<Duration> age(HttpAnswer answer) {
        return answer.header("age")
                .filter(seconds -> seconds.matches("[0-9]{1,10}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }
}
