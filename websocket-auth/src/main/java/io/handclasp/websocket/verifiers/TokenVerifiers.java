package io.handclasp.websocket.verifiers;

import io.handclasp.core.Secret;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;

/** The verifiers that come with Handclasp. */
public final class TokenVerifiers {
    private TokenVerifiers() {}

    /**
     * Verifies signed tokens (RFC 7519) here, with the keys of a JWK set (RFC 7517).
     *
     * @param jwksUri where the keys are; HTTPS, or HTTP on loopback
     * @return a builder that still needs an audience, an issuer and a transport
     * @throws IllegalArgumentException when the address is neither
     */
    public static JwksVerifierBuilder jwks(URI jwksUri) {
        return new JwksVerifierBuilder(KeyLocation.jwks(jwksUri));
    }

    /**
     * Verifies signed tokens here, with the keys that an OpenID provider names in its discovery document (OpenID Connect
     * Discovery 1.0, section 4). The issuer is checked against the document and against each token.
     *
     * @param issuer the provider's issuer identifier; HTTPS, or HTTP on loopback
     * @return a builder that still needs an audience and a transport
     * @throws IllegalArgumentException when the address is neither
     */
    public static JwksVerifierBuilder issuer(URI issuer) {
        return new JwksVerifierBuilder(KeyLocation.issuer(issuer)).issuer(issuer.toString());
    }

    /**
     * Verifies tokens that are signed with an HMAC, for hosts that share a secret with their issuer. Keys of an issuer are the
     * better choice: see {@link SharedSecretVerifierBuilder}.
     *
     * @param secret the shared secret; its bytes are those of its UTF-8 form
     * @param algorithm {@code HS256}, {@code HS384} or {@code HS512}; no other is accepted
     * @return a builder that still needs an issuer and an audience
     * @throws IllegalArgumentException when the algorithm is another, or the secret is shorter than its hash
     */
    public static SharedSecretVerifierBuilder sharedSecret(Secret secret, String algorithm) {
        return new SharedSecretVerifierBuilder(secret, algorithm);
    }

    /**
     * Asks an OAuth 2.0 authorization server about each token (RFC 7662).
     *
     * @param endpoint the introspection endpoint; HTTPS, or HTTP on loopback
     * @param further further addresses of the same server, of the same trust, in the order in which they are tried: internal
     *     first, then external
     * @return a builder that still needs client credentials and a transport
     * @throws IllegalArgumentException when an address is neither, or names a host and port again
     */
    public static IntrospectionVerifierBuilder introspection(URI endpoint, URI... further) {
        return new IntrospectionVerifierBuilder(all(endpoint, further));
    }

    /**
     * Asks a validation endpoint of the host's own making: POST, with the token in the {@code Authorization} header.
     *
     * @param endpoint the endpoint; HTTPS, or HTTP on loopback
     * @param further further addresses of the same service, of the same trust, in the order in which they are tried: internal
     *     first, then external
     * @return a builder that still needs a mapper and a transport
     * @throws IllegalArgumentException when an address is neither, or names a host and port again
     */
    public static AuthServiceVerifierBuilder authService(URI endpoint, URI... further) {
        return new AuthServiceVerifierBuilder(all(endpoint, further));
    }

    private static List<URI> all(URI first, URI... further) {
        return Stream.concat(Stream.of(first), Stream.of(further)).toList();
    }

    /**
     * Lets a judge that blocks run on the host's executor. The judge throws a
     * {@link io.handclasp.websocket.verify.VerifierUnavailableException} when it cannot tell. It is not interrupted when
     * its caller gives up: it should bound its own wait.
     *
     * @param judge the judge; called by many threads at once
     * @param executor the host's executor; its size bounds how many judgements run at once
     * @return a verifier that never blocks its caller
     */
    public static TokenVerifier blocking(Function<BearerToken, Verification> judge, Executor executor) {
        return new BlockingVerifier(judge, executor);
    }
}
