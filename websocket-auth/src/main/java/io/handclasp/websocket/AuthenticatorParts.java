package io.handclasp.websocket;

import io.handclasp.websocket.handshake.HandshakeLimits;
import io.handclasp.websocket.observe.AuthObserver;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.ResilientVerifier;
import io.handclasp.websocket.resilience.VerdictCache;
import io.handclasp.websocket.revocation.RevocationStore;
import io.handclasp.websocket.token.TokenExtractor;
import io.handclasp.websocket.transport.TransportVerifier;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verify.TokenVerifier;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a {@link WebSocketAuthenticator} consists of: put together from settings, and ended in its order. */
final class AuthenticatorParts {
    final Common common;
    final Execution execution;
    final AuthObserver observer;
    final ResilientVerifier verifier;
    final OutcomeFactory outcomes;
    final OutcomeReports reports;
    final HandshakeJudge handshakes;
    final AwaitedMessages awaited = new AwaitedMessages();
    private final TokenVerifier judge;

    /** What an authenticator and its rehearsals have in common. */
    record Common(
            TokenExtractor extractor,
            Optional<HandshakeLimits> limits,
            ResiliencePolicy policy,
            RevocationStore revocations,
            Optional<DemoMode> demo) {}

    private AuthenticatorParts(
            Common common,
            TokenVerifier judge,
            Optional<VerdictCache> verdictCache,
            Execution execution,
            AuthObserver observer) {
        this.common = common;
        this.judge = judge;
        this.execution = execution;
        this.observer = observer;
        ResiliencePolicy policy = common.policy();
        this.verifier = new ResilientVerifier(judge, policy, execution, common.revocations(), observer, verdictCache);
        this.outcomes = new OutcomeFactory(policy.retryAfter(), common.revocations(), verifier, execution.timeSource());
        this.reports = new OutcomeReports(observer, outcomes, policy.deadline());
        this.handshakes = new HandshakeJudge(
                common.extractor(),
                common.limits(),
                common.demo(),
                verifier,
                outcomes,
                reports,
                policy.deadline(),
                execution);
    }

    /**
     * Puts an authenticator together.
     *
     * @throws IllegalStateException when the settings do not go together
     */
    static AuthenticatorParts of(WebSocketAuthenticatorBuilder settings) {
        TokenVerifier judge = settings.judge(); // before there is anything that would have to be ended
        Common common = new Common(
                settings.guarded(),
                Optional.ofNullable(settings.limits),
                settings.policy,
                settings.revocations,
                settings.demo);
        return new AuthenticatorParts(
                common,
                judge,
                Optional.ofNullable(settings.verdictCache),
                settings.execution(),
                AuthObserver.of(settings.health, settings.listeners, settings.timeSource));
    }

    /** The same over other transports, without the shared verdicts and the listeners. */
    AuthenticatorParts rehearsal(UnaryOperator<VerifierTransport> decorator) {
        if (!(judge instanceof TransportVerifier overTransport)) {
            throw new IllegalStateException(
                    "verifier was " + judge.name()
                            + ", which cannot be rehearsed: it is no TransportVerifier, so there is nothing to put faults around");
        }
        return new AuthenticatorParts(
                common,
                overTransport.withTransport(decorator),
                Optional.empty(),
                execution.shared(),
                observer.rehearsal());
    }

    /** Nothing new comes in; then what is under way ends, and then whoever waits for it is told. */
    void close() {
        handshakes.close();
        verifier.close();
        execution.close();
        awaited.shutDown();
        handshakes.shutDown();
    }
}
