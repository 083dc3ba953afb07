package io.handclasp.examples.benchmarks;

import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.servlet.ServletHandshakes;
import io.handclasp.websocket.token.Extraction;
import io.handclasp.websocket.token.TokenExtractor;
import io.handclasp.websocket.token.TokenExtractors;
import jakarta.servlet.http.HttpServletRequest;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** From a request to the token in its Authorization header, and no further. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ExtractionCost {
    private final TokenExtractor handclasp = TokenExtractors.standard();
    private final DefaultBearerTokenResolver spring = new DefaultBearerTokenResolver();
    private HttpServletRequest servletRequest;
    private HandshakeRequest handshake;

    /** Makes a token and a browser's handshake with it. */
    @Setup
    public void setUp() throws GeneralSecurityException {
        String token = TokenBatch.of(
                        Algorithm.RS256,
                        TokenBatch.Claims.REQUIRED,
                        1,
                        TimeSource.system().now().plus(Duration.ofHours(2)))
                .tokens()
                .get(0)
                .text();
        servletRequest = BrowserHeaders.servletRequest(token);
        handshake = ServletHandshakes.from(servletRequest);
    }

    /**
     * The limit: a line that a host writes.
     *
     * @return the token
     */
    @Benchmark
    public String handWritten() {
        return HandWritten.requireToken(HandWritten.token(servletRequest));
    }

    /**
     * Spring Security.
     *
     * @return the token
     */
    @Benchmark
    public String spring() {
        return HandWritten.requireToken(spring.resolve(servletRequest));
    }

    /**
     * Handclasp, from a handshake that is read already.
     *
     * @return the token
     */
    @Benchmark
    public Extraction fromHandshake() {
        return handclasp.extract(handshake);
    }

    /**
     * Handclasp, from the container's request; the handshake that is made on the way serves origin checks and hosts, too.
     *
     * @return the token
     */
    @Benchmark
    public Extraction fromServletRequest() {
        return handclasp.extract(ServletHandshakes.from(servletRequest));
    }
}
