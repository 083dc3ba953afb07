package io.handclasp.websocket.verifiers;

import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.transport.TransportVerifier;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Verifies signed tokens with keys that are fetched from their issuer. */
final class JwksVerifier implements TransportVerifier {
    private final KeySource keys;
    private final TokenRules rules;
    private final TimeSource timeSource;
    private final SignedTokenVerifier verifier;

    JwksVerifier(KeySource keys, TokenRules rules, TimeSource timeSource) {
        this.keys = keys;
        this.rules = rules;
        this.timeSource = timeSource;
        this.verifier = new SignedTokenVerifier(keys.who(), keys, rules, timeSource);
    }

    @Override
    public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
        return verifier.verify(token, deadline);
    }

    /** All that it ever waits for. */
    @Override
    public UnavailableReason timeoutReason(CompletionStage<Verification> call) {
        return UnavailableReason.KEYS_UNAVAILABLE;
    }

    /** What it waits for is fetched once for all. */
    @Override
    public boolean remote() {
        return false;
    }

    @Override
    public String name() {
        return verifier.name();
    }

    @Override
    public TransportVerifier withTransport(UnaryOperator<VerifierTransport> decorator) {
        return new JwksVerifier(keys.over(decorator), rules, timeSource);
    }
}
