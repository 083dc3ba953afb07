package io.handclasp.websocket;

import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.handshake.HandshakeLimits;
import io.handclasp.websocket.observe.AuthListener;
import io.handclasp.websocket.observe.HealthPolicy;
import io.handclasp.websocket.origin.OriginPolicy;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.VerdictCache;
import io.handclasp.websocket.revocation.RevocationStore;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.token.TokenExtractor;
import io.handclasp.websocket.token.TokenExtractors;
import io.handclasp.websocket.verify.TokenVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Builds a {@link WebSocketAuthenticator}. Not thread-safe. */
public final class WebSocketAuthenticatorBuilder {
    TokenExtractor extractor = TokenExtractors.standard();
    ResiliencePolicy policy = ResiliencePolicy.standard();
    TimeSource timeSource = TimeSource.system();
    RevocationStore revocations = Revocations.none();
    Optional<DemoMode> demo = Optional.empty();
    HealthPolicy health = HealthPolicy.standard();
    final List<AuthListener> listeners = new ArrayList<>();

    @Nullable
    HandshakeLimits limits;

    @Nullable
    OriginPolicy originPolicy;

    @Nullable
    TokenVerifier verifier;

    @Nullable
    VerdictCache verdictCache;

    @Nullable
    Executor executor;

    @Nullable
    ScheduledExecutorService scheduler;

    WebSocketAuthenticatorBuilder() {}

    /**
     * Sets who judges the tokens. Required.
     *
     * @param verifier the judge; resilience is put around it
     * @return this builder
     */
    public WebSocketAuthenticatorBuilder verifier(TokenVerifier verifier) {
        this.verifier = Objects.requireNonNull(verifier, "verifier");
        return this;
    }

    /**
     * Sets where tokens are looked for. Default: {@link TokenExtractors#standard()}.
     *
     * @param extractor the extractor
     * @return this builder
     */
    public WebSocketAuthenticatorBuilder extractor(TokenExtractor extractor) {
        this.extractor = Objects.requireNonNull(extractor, "extractor");
        return this;
    }

    /**
     * Sets whose pages may open connections: every handshake with another {@code Origin} is refused with 403, or closed
     * with 4403, whatever its token. One without {@code Origin} comes from no page of a browser and passes. Default: any.
     *
     * @param originPolicy the policy
     * @return this builder
     */
    public WebSocketAuthenticatorBuilder originPolicy(OriginPolicy originPolicy) {
        this.originPolicy = Objects.requireNonNull(originPolicy, "originPolicy");
        return this;
    }

    /**
     * Sets how much of a handshake is read; a larger one is malformed. Default: the handshake's own limits, which are
     * {@link HandshakeLimits#standard()} unless whoever built it set others.
     *
     * @param limits the limits
     * @return this builder
     */
    public WebSocketAuthenticatorBuilder limits(HandshakeLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /**
     * Sets how outages are met. Default: {@link ResiliencePolicy#standard()}.
     *
     * @param policy the policy
     * @return this builder
     */
    public WebSocketAuthenticatorBuilder resilience(ResiliencePolicy policy) {
        this.policy = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Shares good verdicts with other nodes. What this node remembers itself is asked first, the judge last; a cache that is
     * slow or away costs its own patience and nothing else. A rehearsal goes without. Default: none.
     *
     * @param verdictCache the cache; it stays the host's to close
     * @return this builder
     */
    public WebSocketAuthenticatorBuilder verdictCache(VerdictCache verdictCache) {
        this.verdictCache = Objects.requireNonNull(verdictCache, "verdictCache");
        return this;
    }

    /**
     * Sets who knows what was revoked before its time. Default: {@link Revocations#none()}.
     *
     * @param revocations asked after every verdict, wherever it comes from
     * @return this builder
     */
    public WebSocketAuthenticatorBuilder revocations(RevocationStore revocations) {
        this.revocations = Objects.requireNonNull(revocations, "revocations");
        return this;
    }

    /**
     * Admits every handshake without a judge, for development: whether it brings a token or none. It takes a second sign:
     * the process must run with the environment variable {@code HANDCLASP_ENV=development}, and on no platform for
     * production (Cloud Run, Kubernetes and others are told by their variables). Each admission is logged as a warning, its
     * identity is {@code demo} with a claim {@code demo}, and its evidence says {@code DEMO}. Takes the place of
     * {@link #verifier}.
     *
     * @return this builder
     * @throws IllegalStateException when the second sign is missing, or the process runs on such a platform
     */
    public WebSocketAuthenticatorBuilder demoMode() {
        return demoMode(System.getenv());
    }

    WebSocketAuthenticatorBuilder demoMode(Map<String, String> environment) {
        this.demo = Optional.of(DemoMode.in(environment));
        return this;
    }

    /**
     * Hands over the host's executor and scheduler; {@link WebSocketAuthenticator#close()} leaves them alone. Default:
     * threads of the authenticator's own, which {@code close()} ends.
     *
     * @param executor runs continuations and the host's {@code onOpen}
     * @param scheduler runs timers
     * @return this builder
     */
    public WebSocketAuthenticatorBuilder execution(Executor executor, ScheduledExecutorService scheduler) {
        this.executor = Objects.requireNonNull(executor, "executor");
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
        return this;
    }

    /**
     * Adds a listener. May be called several times; they are told in this order. Default: none.
     *
     * @param listener is told of every handshake and of the calls behind it
     * @return this builder
     */
    public WebSocketAuthenticatorBuilder listener(AuthListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Sets how health is judged. Default: {@link HealthPolicy#standard()}.
     *
     * @param policy the policy
     * @return this builder
     */
    public WebSocketAuthenticatorBuilder health(HealthPolicy policy) {
        this.health = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Sets the clock. Default: the system's.
     *
     * @param timeSource the clock
     * @return this builder
     */
    public WebSocketAuthenticatorBuilder timeSource(TimeSource timeSource) {
        this.timeSource = Objects.requireNonNull(timeSource, "timeSource");
        return this;
    }

    /**
     * Builds the authenticator.
     *
     * @return an authenticator to be closed by the host
     * @throws IllegalStateException when no verifier was set, or demo mode beside one, or when verdicts are shared that the
     *     policy's {@code cache.ttl} of zero does not allow to remember
     */
    public WebSocketAuthenticator build() {
        return new WebSocketAuthenticator(AuthenticatorParts.of(this));
    }

    /** Whoever judges the tokens: one of two, and exactly one. */
    TokenVerifier judge() {
        if (demo.isPresent() && verifier != null) {
            throw new IllegalStateException("verifier and demoMode were both set, must be one of them");
        }
        TokenVerifier judge = demo.<TokenVerifier>map(DemoMode::nobody).orElse(verifier);
        if (judge == null) {
            throw new IllegalStateException("verifier was not set, call verifier(TokenVerifiers.…)");
        }
        return judge;
    }

    Execution execution() {
        return executor != null && scheduler != null
                ? Execution.of(executor, scheduler, timeSource)
                : Execution.owned(timeSource);
    }

    /** The extractor within the limits and behind the policy for origins. */
    TokenExtractor guarded() {
        TokenExtractor bounded = originPolicy == null
                ? TokenExtractors.allOf(extractor)
                : TokenExtractors.fromOrigins(originPolicy, extractor);
        return limits == null ? bounded : TokenExtractors.within(limits, bounded);
    }
}
