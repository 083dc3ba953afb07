package io.handclasp.websocket.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.handclasp.websocket.handshake.HandshakeLimits;
import io.handclasp.websocket.handshake.HandshakeRequest;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No input makes an extractor throw, show what it was sent, or take more than a multiple of the limits. */
class HostileInputPropertyTests {
    private static final String SECRET = "q7qs3cret";

    @Property(tries = 5_000)
    void extractWhenAnythingIsSentThenAnsweredWithDataThatHidesIt(
            @ForAll("lines") List<String> authorization,
            @ForAll("lines") List<String> offers,
            @ForAll("lines") List<String> cookies,
            @ForAll("lines") List<String> origins,
            @ForAll("texts") String query) {
        HandshakeRequest.Builder builder = HandshakeRequest.builder().rawQuery(query);
        authorization.forEach(line -> builder.header("Authorization", line));
        offers.forEach(line -> builder.header("Sec-WebSocket-Protocol", line));
        cookies.forEach(line -> builder.header("Cookie", line));
        origins.forEach(line -> builder.header("Origin", line));
        HandshakeRequest request = builder.build();

        Extraction extraction = Carrier.EVERYWHERE.extract(request);

        assertThat(extraction.toString()).doesNotContain(SECRET);
        assertThat(Carrier.EVERYWHERE.extract(request)).isEqualTo(extraction);
        List<String> offered = request.offeredSubprotocols();
        SubprotocolChoice.choose(offered, offered)
                .ifPresent(answer -> assertThat(offered).contains(answer));
        assertThat(offered).containsAll(SubprotocolConventions.standard().withoutTokens(offered));
    }

    @Property(tries = 5_000)
    void readWhenAnythingIsTheFirstMessageThenAnsweredWithDataThatHidesIt(@ForAll("texts") String message) {
        for (FirstMessageFormat format : List.of(
                FirstMessageFormats.plainToken(),
                FirstMessageFormats.json("/token"),
                FirstMessageFormats.graphQl("/Authorization"))) {
            assertThat(TokenExtractors.firstMessage(format).extract(message).toString())
                    .doesNotContain(SECRET);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of(
                "Bearer",
                "bearer",
                "Basic",
                ",",
                " ",
                "\t",
                SECRET,
                "=",
                "é",
                "\n",
                "\u0000",
                "%",
                "%20",
                "%2",
                "#",
                ";",
                "\"",
                "&",
                "access_token",
                "__Host-session",
                "quarkus-http-upgrade",
                "Authorization",
                "jwt.",
                "bearer.",
                "ey",
                "base64url.bearer.authorization.k8s.io.",
                "v1.token.websocket.jupyter.org",
                ".",
                "bearer-token-carrier",
                "\ud83d",
                "null",
                "https://app.example",
                "{",
                "}",
                "[",
                "]",
                ":",
                "\"token\"",
                "\"type\"",
                "\"connection_init\"",
                "\\u0000",
                "1e999999999",
                "-");
        return Arbitraries.oneOf(
                words.list().ofMaxSize(12).map(parts -> String.join("", parts)), Arbitraries.strings());
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return texts().list().ofMaxSize(3);
    }

    /** The most that the standard limits let through, and far more. */
    static Stream<HandshakeRequest> large() {
        return Stream.of(1, 64)
                .flatMap(times -> Stream.of(
                                "a",
                                ",",
                                "a,",
                                "bearer,",
                                "bearer, a,",
                                "%",
                                "%20",
                                "=",
                                "\"",
                                "a=b;",
                                ";",
                                "jwt.",
                                "jwt.a,",
                                "access_token=a&",
                                "__Host-session=a;",
                                "base64url.bearer.authorization.k8s.io.",
                                "quarkus-http-upgrade%23",
                                "Bearer ")
                        .flatMap(unit -> {
                            String text = unit.repeat(16_300 * times / unit.length());
                            return Stream.of(
                                    HandshakeRequest.builder()
                                            .header("Authorization", "Bearer " + text)
                                            .build(),
                                    HandshakeRequest.builder()
                                            .header("Sec-WebSocket-Protocol", text)
                                            .build(),
                                    HandshakeRequest.builder()
                                            .header("Origin", Carrier.ORIGIN)
                                            .header("Cookie", "__Host-session=" + text)
                                            .build(),
                                    HandshakeRequest.builder()
                                            .rawQuery("access_token=" + text)
                                            .build());
                        }));
    }

    @ParameterizedTest
    @MethodSource("large")
    void extractWhenHandshakeIsLargeThenAllocatesWithinAMultipleOfTheLimits(HandshakeRequest request) {
        Extraction[] extraction = new Extraction[1];
        long bytes = allocatedBy(() -> extraction[0] = Carrier.EVERYWHERE.extract(request));

        assertThat(extraction[0]).isNotInstanceOf(Extraction.Found.class);
        assertThat(bytes).isLessThan(20L * HandshakeLimits.standard().maxHeaderLineLength());
    }

    static Stream<String> largeMessages() {
        return Stream.of("[", "{\"a\":", "{\"token\":\"a\"},", "\"", "1", "{\"token\":1", " ", "a", "\\u0000")
                .flatMap(unit -> Stream.of(unit.repeat(16_384 / unit.length()), unit.repeat(1_000_000)));
    }

    @ParameterizedTest
    @MethodSource("largeMessages")
    void readWhenFirstMessageIsLargeThenAllocatesWithinAMultipleOfTheLimit(String message) {
        FirstMessageExtractor carrier = TokenExtractors.firstMessage(FirstMessageFormats.json("/token"));
        long bytes = allocatedBy(() -> assertThat(carrier.extract(message)).isNotInstanceOf(Extraction.Found.class));

        assertThat(bytes).isLessThan(40L * FirstMessageExtractor.STANDARD_MAX_LENGTH);
    }

    private static long allocatedBy(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        work.run(); // what is loaded and cached at the first time does not count
        Supplier<Long> allocated =
                () -> threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        long before = allocated.get();
        work.run();
        return allocated.get() - before;
    }
}
