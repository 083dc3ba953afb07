package io.handclasp.websocket.faults;

import io.handclasp.core.Secret;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.testing.TestTokens;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.net.URI;
import java.util.Locale;

/** Who is asked over the network, and what he answers when all is well: a word that admits whoever asks. */
enum Judge {
    INTROSPECTION("\"active\":true", "\"sub\":\"mallory\""),
    AUTH_SERVICE("\"user\":\"mallory\"", "\"by\":\"the service\""),
    KEYS("\"keys\":" + keys(), "\"own\":1"),
    DISCOVERY("\"issuer\":\"ISSUER\"", "\"jwks_uri\":\"SERVICE/good-keys\"");

    private final String decisive;
    private final String further;

    Judge(String decisive, String further) {
        this.decisive = decisive;
        this.further = further;
    }

    private static String keys() {
        String set = TestTokens.jwks(TestTokens.RSA);
        return set.substring(set.indexOf('['), set.lastIndexOf(']') + 1);
    }

    /** The member that decides, as it stands in the answer. */
    String decisive(String service, String path) {
        return decisive.replace("ISSUER", service + path).replace("SERVICE", service);
    }

    /** The answer, ready to be believed. */
    String answer(String service, String path) {
        return "{" + decisive(service, path) + "," + further.replace("SERVICE", service) + "}";
    }

    /** An answer of this judge with the keys that discovery leads to. */
    static String goodKeys() {
        return "{\"keys\":" + keys() + "}";
    }

    /** A token that this judge admits when it is well. */
    String token(String issuer) {
        boolean signed = this == KEYS || this == DISCOVERY;
        return signed
                ? TestTokens.signedBy(TestTokens.RSA).claim("iss", issuer).text()
                : Tokens.good(1).get(0);
    }

    TokenVerifier verifier(URI uri, VerifierTransport transport) {
        ManualTimeSource clock = new ManualTimeSource();
        return switch (this) {
            case INTROSPECTION ->
                TokenVerifiers.introspection(uri)
                        .clientSecretBasic(Tokens.CLIENT_ID, Secret.of(Tokens.CLIENT_SECRET))
                        .transport(transport)
                        .build();
            case AUTH_SERVICE ->
                TokenVerifiers.authService(uri)
                        .mapper(answer -> answer.text("user")
                                .<Verification>map(user -> new Verification.Valid(
                                        Identity.builder(user).build()))
                                .or(() -> answer.text("error")
                                        .map(error -> new Verification.Invalid(RejectReason.INACTIVE))))
                        .transport(transport)
                        .build();
            case KEYS ->
                TokenVerifiers.jwks(uri)
                        .issuer(uri.toString())
                        .audiences(TestTokens.AUDIENCE)
                        .transport(transport)
                        .timeSource(clock)
                        .build();
            case DISCOVERY ->
                TokenVerifiers.issuer(uri)
                        .audiences(TestTokens.AUDIENCE)
                        .transport(transport)
                        .timeSource(clock)
                        .build();
        };
    }

    /** How tables call it. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
