package io.handclasp.websocket.servlet;

import io.handclasp.core.Settings;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.token.Extraction;
import io.handclasp.websocket.token.SubprotocolChoice;
import io.handclasp.websocket.token.TokenExtractor;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Judges handshakes before the container upgrades them, and refuses with a real HTTP status: 400, 401, 403, 500 or 503, the
 * headers that go with it, and no body. For endpoints of any kind, annotated ones as well; these say
 * {@link io.handclasp.websocket.jakarta.FilterModeConfigurator}, so that nobody gets in past the filter.
 *
 * <p>Every request on the filter's paths is judged, whether it asks for an upgrade or not. What comes after the filter finds
 * an {@link io.handclasp.websocket.AuthenticatedPrincipal} and no trace of the token: not in the headers, cookies, query or
 * parameters. (A container may have written the query to its access log before.)
 *
 * <p>The container's thread waits for the verdict, at most for the policy's deadline: containers cannot suspend a request and
 * upgrade it later. Where threads are few, guard the endpoint with {@link io.handclasp.websocket.jakarta.HandshakeConfigurator}.
 *
 * <p>{@link #register} puts the filter where it belongs; {@link #verifyInstalled} shows that it is there. Thread-safe.
 */
@SuppressWarnings("exports") // a host that uses this class requires the API itself; the others do without
public final class AuthenticationFilter implements Filter {
    private final WebSocketAuthenticator authenticator;
    private final SelfCheck selfCheck = new SelfCheck();

    /**
     * Makes a filter that is not registered yet.
     *
     * @param authenticator judges the handshakes; the host closes it
     */
    public AuthenticationFilter(WebSocketAuthenticator authenticator) {
        this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
    }

    /**
     * Registers this filter for some paths, before all filters that are there and before those that upgrade WebSockets, Jetty's
     * included. To be called while the application starts: from a {@code ServletContainerInitializer}, a
     * {@code ServletContextListener}, or the initializer that an embedded container calls.
     *
     * @param context the application
     * @param urlPatterns the endpoints' paths, as the servlet specification writes them: {@code /chat}, {@code /ws/*}
     * @throws IllegalArgumentException when there is no pattern, or one is blank
     * @throws IllegalStateException when the application has started already, or has the filter for these patterns
     */
    public void register(ServletContext context, String... urlPatterns) {
        if (urlPatterns.length == 0) {
            throw new IllegalArgumentException("urlPatterns was empty, must name at least one path");
        }
        for (String pattern : urlPatterns) {
            Settings.requireText("urlPatterns", pattern);
        }
        FilterOrder.putFirst(context, this, urlPatterns);
    }

    /**
     * Shows that this filter stands before the upgrade of an endpoint: makes a handshake without a token and with a secret mark,
     * which this filter, and nothing else, recognises. For start-up, as soon as the port is open, and for tests.
     *
     * @param endpoint the endpoint as this process is reached without a proxy: {@code ws://127.0.0.1:8080/chat}
     * @param client makes the handshake; the host's own
     * @param limit how long to wait, at most
     * @throws IllegalStateException when the handshake did not come to this filter, came to something else before it, or was not
     *     answered in time; the message tells which
     */
    public void verifyInstalled(URI endpoint, HttpClient client, Duration limit) {
        selfCheck.run(endpoint, client, limit);
    }

    /** Judges one request. */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer)) {
            throw new ServletException("the AuthenticationFilter judges HTTP requests only");
        }
        Optional<AdmittedRequest> admittedBefore = AdmittedRequest.beneath(request);
        if (admittedBefore.filter(this::isAdmittedHere).isPresent()) {
            chain.doFilter(request, response); // dispatched anew; its token is hidden already
            return;
        }
        if (selfCheck.recognises(http)) {
            Refusals.answerSelfCheck(answer);
            return;
        }
        // What another authenticator's filter admitted says nothing here, and its token is hidden: the request is
        // judged as it came.
        HandshakeRequest handshake = ServletHandshakes.from(
                admittedBefore.map(AdmittedRequest::asItCame).orElse(http));
        AuthOutcome outcome = authenticator.authenticate(handshake);
        if (outcome instanceof AuthOutcome.Authenticated admitted) {
            chain.doFilter(new AdmittedRequest(http, authenticator, admitted, traces(handshake)), response);
        } else if (outcome instanceof AuthOutcome.Refusal refusal) {
            Refusals.answer(answer, refusal);
        }
    }

    private boolean isAdmittedHere(AdmittedRequest request) {
        return request.isBy(authenticator);
    }

    private Optional<TokenTraces> traces(HandshakeRequest handshake) {
        TokenExtractor extractor = authenticator.extractor();
        return extractor.extract(handshake) instanceof Extraction.Found found
                ? Optional.of(new TokenTraces(found.token(), offered -> isMarker(offered, extractor)))
                : Optional.empty();
    }

    /** Only a marker is answered where it is offered alone and the host has no protocols. */
    private static boolean isMarker(String offered, TokenExtractor extractor) {
        return SubprotocolChoice.choose(List.of(offered), List.of(), extractor).isPresent();
    }
}
