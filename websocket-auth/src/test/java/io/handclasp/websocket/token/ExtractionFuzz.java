package io.handclasp.websocket.token;

import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.origin.OriginPolicy;
import io.handclasp.websocket.origin.OriginVerdict;
import io.handclasp.websocket.origin.TrustedProxies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a coverage-guided fuzzer feeds: a handshake as text, and the first message after an empty line. The first line is the
 * query, the others are headers. It throws when one of the promises of extraction is broken. {@code ExtractionFuzzTests} runs
 * the seeds in each build; the profile {@code fuzz} has Jazzer look for more.
 */
public final class ExtractionFuzz {
    private static final OriginPolicy SAME = OriginPolicy.sameOrigin()
            .withPlainHttp()
            .withTrustedProxies(TrustedProxies.forwarded("127.0.0.0/8", "::1", "10.0.0.0/8"));
    private static final OriginPolicy EXACT = OriginPolicy.exactly(Carrier.ORIGIN);
    private static final List<FirstMessageExtractor> FIRST_MESSAGES = List.of(
            TokenExtractors.firstMessage(FirstMessageFormats.plainToken()),
            TokenExtractors.firstMessage(FirstMessageFormats.json("/payload/token")),
            TokenExtractors.firstMessage(FirstMessageFormats.graphQl("/Authorization")));

    private ExtractionFuzz() {}

    /** Called by Jazzer, which finds it by its name. */
    public static void fuzzerTestOneInput(byte[] input) {
        String[] parts = new String(input, StandardCharsets.UTF_8).split("\n\n", 2);
        String[] lines = parts[0].split("\n", -1);
        HandshakeRequest.Builder builder =
                HandshakeRequest.builder().remoteAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711));
        builder.rawQuery(lines[0]);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            builder.header(
                    lines[i].substring(0, Math.max(0, colon)),
                    lines[i].substring(colon + 1).strip());
        }
        HandshakeRequest request = builder.build();
        checkExtraction(request);
        checkOrigins(request);
        for (FirstMessageExtractor first : FIRST_MESSAGES) {
            checkToken(first.extract(parts.length > 1 ? parts[1] : ""));
        }
    }

    private static void checkExtraction(HandshakeRequest request) {
        Extraction extraction = Carrier.EVERYWHERE.extract(request);
        demand(extraction.equals(Carrier.EVERYWHERE.extract(request)), "the same handshake is read in the same way");
        checkToken(extraction);
        List<String> offered = request.offeredSubprotocols();
        Optional<String> answer = SubprotocolChoice.choose(offered, offered);
        demand(answer.isEmpty() || offered.contains(answer.get()), "the answer was offered");
        if (extraction instanceof Extraction.Found found) {
            String token = found.token().reveal();
            demand(
                    found.subprotocolToEcho()
                            .filter(echo -> !offered.contains(echo))
                            .isEmpty(),
                    "the echo was offered");
            if (found.source() == TokenSource.SUBPROTOCOL) {
                demand(answer.filter(text -> text.contains(token)).isEmpty(), "the answer holds no token");
            }
            if (found.source() == TokenSource.COOKIE) {
                demand(isAllowed(request), "a cookie is used by a page of the host only");
            }
        }
    }

    private static void checkOrigins(HandshakeRequest request) {
        boolean allowed = EXACT.judge(request) instanceof OriginVerdict.Allowed;
        demand(allowed == isAllowed(request), "exactly the listed origin is allowed");
        if (SAME.judge(request) instanceof OriginVerdict.Allowed) {
            demand(request.origin().filter(origin -> origin.contains("://")).isPresent(), "there is one origin");
        }
    }

    /** The plain words of RFC 6454 for one origin. */
    private static boolean isAllowed(HandshakeRequest request) {
        return request.origin()
                .filter(origin -> origin.equalsIgnoreCase(Carrier.ORIGIN)
                        || origin.toLowerCase(Locale.ROOT).matches("https://app\\.example:0{0,2}443"))
                .isPresent();
    }

    private static void checkToken(Extraction extraction) {
        if (extraction instanceof Extraction.Found found) {
            String token = found.token().reveal();
            demand(token.matches("[A-Za-z0-9._~+/-]{1,8192}=*"), "a token is a b64token");
            demand(token.length() <= BearerToken.MAX_LENGTH, "a token is within its limit");
            demand(token.length() < 12 || !extraction.toString().contains(token), "a token is not shown");
        }
    }

    private static void demand(boolean kept, String promise) {
        if (!kept) {
            throw new AssertionError("broken: " + promise);
        }
    }
}
