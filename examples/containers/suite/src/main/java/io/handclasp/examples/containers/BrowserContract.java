package io.handclasp.examples.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.handclasp.examples.containers.wire.Browser;
import io.handclasp.examples.containers.wire.Browser.Attempt;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jakarta.FilterModeConfigurator;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.servlet.AuthenticationFilter;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.Verification;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** What a page in a real browser is shown of each outcome. */
public abstract class BrowserContract extends Suite {
    private static final String GUARDED = "/guarded";
    private static final String FILTERED = "/filtered/echo";

    private final Events events = new Events();
    private final Judge judge = new Judge();
    private final WebSocketAuthenticator authenticator = judge.authenticator(Duration.ofSeconds(50));

    /** For the modules. */
    protected BrowserContract() {}

    @Override
    protected final Optional<Deployment> deployment() {
        Deployment guarded = Deployment.empty()
                .with(new HandshakeConfigurator(authenticator)
                        .guard(() -> new EchoEndpoint(events), GUARDED)
                        .build());
        return Optional.of(
                container().hasServlets()
                        ? guarded.with(context -> new AuthenticationFilter(authenticator).register(context, FILTERED))
                                .with(ServerEndpointConfig.Builder.create(EchoEndpoint.class, FILTERED)
                                        .configurator(new FilterModeConfigurator())
                                        .build())
                        : guarded);
    }

    @Override
    protected final Events events() {
        return events;
    }

    @Override
    protected final void endPart() {
        authenticator.close();
    }

    @Test
    void connectWhenClientIsAPageThenItIsToldWhatItCanBeTold() throws Exception {
        Optional<Path> chromium = Browser.find();
        assumeTrue(chromium.isPresent(), "no browser");
        FutureTask<Void> verdicts = new FutureTask<>(() -> {
            judge.nextHeld().complete(Judge.valid("late"));
            judge.nextHeld().complete(new Verification.Invalid(RejectReason.REVOKED));
            return null;
        });
        Thread judging = new Thread(verdicts, "late verdicts");
        judging.start();
        Map<String, String> seen = Browser.visit(chromium.get(), attempts());
        verdicts.get();

        Map<Page, String> expected = new EnumMap<>(Page.class);
        expected.put(Page.ADMITTED, "open bearer, message welcome page");
        expected.put(Page.EXPIRED, "open bearer, close 4401 the token expired");
        expected.put(Page.FORBIDDEN, "open bearer, close 4403 the token does not allow this");
        expected.put(Page.MISSING, "open, close 4401 no token was sent");
        expected.put(Page.LATE, "open bearer, message welcome late");
        expected.put(Page.LATE_REFUSED, "open bearer, close 4401 the token was revoked");
        expected.forEach((page, text) -> assertThat(seen).containsEntry(page.name(), text));
        assertThat(seen.get(Page.UNJUDGED.name())).matches("open bearer, close 1013 try again in \\d s");
        seen.forEach((page, text) ->
                results().page(Page.valueOf(page), text.replaceFirst("try again in \\d s", "try again in … s")));
    }

    private Map<String, Attempt> attempts() {
        Map<String, Attempt> attempts = new LinkedHashMap<>();
        attempts.put(Page.ADMITTED.name(), pair(GUARDED, Judge.Kind.GOOD.token("page")));
        attempts.put(Page.EXPIRED.name(), pair(GUARDED, Judge.Kind.EXPIRED.token("x")));
        attempts.put(Page.FORBIDDEN.name(), pair(GUARDED, Judge.Kind.FORBIDDEN.token("x")));
        attempts.put(Page.MISSING.name(), new Attempt(url(GUARDED), List.of()));
        attempts.put(Page.UNJUDGED.name(), pair(GUARDED, Judge.Kind.UNJUDGED.token("x")));
        attempts.put(Page.LATE.name(), pair(GUARDED, Judge.Kind.SLOW.token("x")));
        attempts.put(Page.LATE_REFUSED.name(), pair(GUARDED, Judge.Kind.SLOW.token("x")));
        attempts.put(Page.TOKEN_ALONE.name(), new Attempt(url(GUARDED), List.of(Judge.Kind.GOOD.token("x"))));
        attempts.put(Page.NO_PROTOCOL_CHARACTER.name(), pair(GUARDED, Judge.Kind.GOOD.token("a/b+c=")));
        if (container().hasServlets()) {
            attempts.put(Page.FILTER_REFUSED.name(), pair(FILTERED, Judge.Kind.EXPIRED.token("x")));
            attempts.put(Page.FILTER_UNJUDGED.name(), pair(FILTERED, Judge.Kind.UNJUDGED.token("x")));
        }
        return attempts;
    }

    private Attempt pair(String path, String token) {
        return new Attempt(url(path), List.of("bearer", token));
    }

    private String url(String path) {
        return "ws://127.0.0.1:" + port() + path;
    }
}
