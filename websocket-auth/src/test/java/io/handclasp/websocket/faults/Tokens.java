package io.handclasp.websocket.faults;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Opaque tokens, each of them new, and all that must not be seen anywhere. */
final class Tokens {
    static final String CLIENT_ID = "chat-backend";
    static final String CLIENT_SECRET = "hush-Pz4kQ81v";
    /** A part of every token. */
    private static final String MARK = "Tk7xW2mR9";

    private static final AtomicInteger made = new AtomicInteger();

    private Tokens() {}

    static List<String> good(int count) {
        return tokens("good", count);
    }

    static List<String> bad(int count) {
        return tokens("bad", count);
    }

    private static List<String> tokens(String kind, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> kind + "-" + made.incrementAndGet() + "-" + MARK)
                .toList();
    }

    static boolean isGood(String token) {
        return token.startsWith("good-");
    }

    /** Whose token it is: each has a user of its own. */
    static String subject(String token) {
        return "user-" + token.split("-", -1)[1];
    }

    /** What no log, message or text of an object may contain. */
    static String[] secrets() {
        String basic = CLIENT_ID + ":" + CLIENT_SECRET;
        return new String[] {
            MARK, CLIENT_SECRET, Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8))
        };
    }
}
