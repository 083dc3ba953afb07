package io.handclasp.websocket.token;

import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.origin.OriginPolicy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Each way in which a client sends its token, written by the plain words of the convention and not by Handclasp's code. */
enum Carrier {
    HEADER(TokenSource.AUTHORIZATION_HEADER) {
        @Override
        void write(String token, HandshakeRequest.Builder request) {
            request.header("authorization", "bEARER  " + token);
        }
    },
    BEARER_PAIR {
        @Override
        List<String> offer(String token) {
            return List.of("bearer", token);
        }
    },
    KUBERNETES {
        @Override
        List<String> offer(String token) {
            return List.of("base64url.bearer.authorization.k8s.io." + base64Url(token), "v4.channel.k8s.io");
        }
    },
    KUBERNETES_PADDED {
        @Override
        List<String> offer(String token) {
            String padded = Base64.getUrlEncoder().encodeToString(token.getBytes(StandardCharsets.US_ASCII));
            return List.of("v4.channel.k8s.io", "base64url.bearer.authorization.k8s.io." + padded);
        }
    },
    JUPYTER {
        @Override
        List<String> offer(String token) {
            return List.of("v1.token.websocket.jupyter.org", "v1.token.websocket.jupyter.org." + percent(token));
        }
    },
    JUPYTER_PLAIN {
        @Override
        List<String> offer(String token) {
            return List.of("v1.token.websocket.jupyter.org." + token);
        }
    },
    QUARKUS {
        @Override
        List<String> offer(String token) {
            return List.of("bearer-token-carrier", percent("quarkus-http-upgrade#Authorization#Bearer " + token));
        }
    },
    QUARKUS_HALF_ENCODED {
        @Override
        List<String> offer(String token) {
            return List.of("quarkus-http-upgrade#authorization#bearer%20" + token, "bearer-token-carrier");
        }
    },
    JWT {
        @Override
        List<String> offer(String token) {
            return List.of("jwt." + token, "chat");
        }
    },
    JWT_AUTH {
        @Override
        List<String> offer(String token) {
            return List.of("chat", "jwt-auth." + token);
        }
    },
    BEARER_PREFIX {
        @Override
        List<String> offer(String token) {
            return List.of("bearer." + token);
        }
    },
    COOKIE(TokenSource.COOKIE) {
        @Override
        void write(String token, HandshakeRequest.Builder request) {
            request.header("Cookie", "theme=dark; __Host-session=" + token + "; other=1");
        }
    },
    COOKIE_QUOTED(TokenSource.COOKIE) {
        @Override
        void write(String token, HandshakeRequest.Builder request) {
            request.header("Cookie", "theme=dark").header("Cookie", "__Host-session=\"" + token + "\"");
        }
    },
    QUERY(TokenSource.QUERY_PARAMETER) {
        @Override
        void write(String token, HandshakeRequest.Builder request) {
            request.rawQuery("room=1&access_token=" + percent(token));
        }
    },
    QUERY_PLAIN(TokenSource.QUERY_PARAMETER) {
        @Override
        void write(String token, HandshakeRequest.Builder request) {
            request.rawQuery("access_token=" + token + "&room=1");
        }
    };

    static final String ORIGIN = "https://app.example";

    /** Looks everywhere at once. */
    static final TokenExtractor EVERYWHERE = TokenExtractors.allOf(
            TokenExtractors.standard(),
            TokenExtractors.cookie("__Host-session", OriginPolicy.exactly(ORIGIN)),
            TokenExtractors.queryParameter("access_token"));

    private final TokenSource source;

    Carrier() {
        this(TokenSource.SUBPROTOCOL);
    }

    Carrier(TokenSource source) {
        this.source = source;
    }

    TokenSource source() {
        return source;
    }

    /** The subprotocols that the client offers; none where the token is carried elsewhere. */
    List<String> offer(String token) {
        return List.of();
    }

    void write(String token, HandshakeRequest.Builder request) {
        request.header("Sec-WebSocket-Protocol", String.join(", ", offer(token)));
    }

    HandshakeRequest request(String token) {
        HandshakeRequest.Builder request = HandshakeRequest.builder().header("Origin", ORIGIN);
        write(token, request);
        return request.build();
    }

    static Stream<Carrier> ofSubprotocols() {
        return Stream.of(values()).filter(carrier -> carrier.source() == TokenSource.SUBPROTOCOL);
    }

    static String base64Url(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.US_ASCII));
    }

    /** As {@code encodeURIComponent} of JavaScript does it. */
    static String percent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~")
                .replace("*", "%2A");
    }
}
