package io.handclasp.examples.benchmarks;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** What hosts write themselves to take a token out of a request: no limits, no other carrier, no look at a second header. */
final class HandWritten {
    private static final String SCHEME = "Bearer ";

    private HandWritten() {}

    static @Nullable String token(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length())
                : null;
    }

    static String requireToken(@Nullable String token) {
        if (token == null) {
            throw new IllegalStateException("no token in the request");
        }
        return token;
    }
}
