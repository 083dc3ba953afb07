package io.handclasp.websocket.verifiers;

import io.handclasp.core.Secret;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.testing.FakeTransport;
import io.handclasp.websocket.testing.ScriptedVerifier;
import io.handclasp.websocket.testing.TestTokens;
import io.handclasp.websocket.testing.TokenVerifierContract;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.transport.TransportRequest;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

/** Every verifier that comes with Handclasp keeps the contract that any other can be held to. */
class ContractTests {
    private static final String GOOD = TestTokens.good(TestTokens.RSA).reveal();
    private static final String BAD =
            TestTokens.signedBy(TestTokens.RSA).claim("exp", 1).text();
    private static final ExecutorService HOST = Executors.newFixedThreadPool(4);

    @AfterAll
    static void end() {
        HOST.shutdownNow();
    }

    private static VerifierTransport answering(Function<TransportRequest, String> body) {
        return (request, deadline) ->
                CompletableFuture.completedFuture(new TransportResponse(200, Map.of(), body.apply(request)));
    }

    private static VerifierTransport refusing() {
        return new FakeTransport().alwaysFail(UnavailableReason.CONNECTION_FAILED);
    }

    private static VerifierTransport silent() {
        return new FakeTransport().alwaysHold();
    }

    /** A verifier over a transport, so that one way of going away serves all of them. */
    private abstract static class OverTransport extends TokenVerifierContract {
        abstract TokenVerifier over(VerifierTransport transport);

        abstract VerifierTransport working();

        @Override
        protected TokenVerifier verifier() {
            return over(working());
        }

        @Override
        protected TokenVerifier verifierWithoutJudge() {
            return over(refusing());
        }

        @Override
        protected TokenVerifier verifierWithSilentJudge() {
            return over(silent());
        }

        @Override
        protected BearerToken goodToken() {
            return BearerToken.of(GOOD);
        }

        @Override
        protected BearerToken badToken() {
            return BearerToken.of(BAD);
        }
    }

    @Nested
    class Jwks extends OverTransport {
        @Override
        TokenVerifier over(VerifierTransport transport) {
            return TokenVerifiers.jwks(URI.create("https://issuer.example/jwks"))
                    .issuer(TestTokens.ISSUER)
                    .audiences(TestTokens.AUDIENCE)
                    .transport(transport)
                    .timeSource(new ManualTimeSource())
                    .build();
        }

        @Override
        VerifierTransport working() {
            return answering(request -> TestTokens.jwks(TestTokens.RSA));
        }
    }

    @Nested
    class Introspection extends OverTransport {
        @Override
        TokenVerifier over(VerifierTransport transport) {
            return TokenVerifiers.introspection(URI.create("https://issuer.example/introspect"))
                    .clientSecretBasic("chat", Secret.of("hush-hush"))
                    .transport(transport)
                    .build();
        }

        @Override
        VerifierTransport working() {
            return answering(request -> request.body().contains("token=" + GOOD + "&")
                    ? "{\"active\":true,\"sub\":\"alice\"}"
                    : "{\"active\":false}");
        }
    }

    @Nested
    class AuthService extends OverTransport {
        @Override
        TokenVerifier over(VerifierTransport transport) {
            return TokenVerifiers.authService(
                            URI.create("https://internal.example/validate"),
                            URI.create("https://auth.example/validate"))
                    .mapper(answer -> answer.text("user")
                            .<Verification>map(user -> new Verification.Valid(
                                    Identity.builder(user).build()))
                            .or(() ->
                                    answer.text("error").map(error -> new Verification.Invalid(RejectReason.INACTIVE))))
                    .transport(transport)
                    .build();
        }

        @Override
        VerifierTransport working() {
            return answering(request -> request.headers().get("Authorization").equals("Bearer " + GOOD)
                    ? "{\"user\":\"alice\"}"
                    : "{\"error\":\"invalid\"}");
        }
    }

    @Nested
    class Blocking extends TokenVerifierContract {
        @Override
        protected TokenVerifier verifier() {
            return TokenVerifiers.blocking(
                    token -> token.equals(goodToken())
                            ? ScriptedVerifier.valid()
                            : new Verification.Invalid(RejectReason.INACTIVE),
                    HOST);
        }

        @Override
        protected TokenVerifier verifierWithoutJudge() {
            return TokenVerifiers.blocking(
                    token -> {
                        throw new VerifierUnavailableException(UnavailableReason.CONNECTION_FAILED, "no database");
                    },
                    HOST);
        }

        @Override
        protected TokenVerifier verifierWithSilentJudge() {
            return TokenVerifiers.blocking(token -> ScriptedVerifier.valid(), task -> {});
        }

        @Override
        protected BearerToken goodToken() {
            return BearerToken.of("good-opaque-token");
        }

        @Override
        protected BearerToken badToken() {
            return BearerToken.of("bad-opaque-token");
        }
    }
}
