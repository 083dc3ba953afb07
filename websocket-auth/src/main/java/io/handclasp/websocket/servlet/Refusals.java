package io.handclasp.websocket.servlet;

import io.handclasp.websocket.AuthOutcome;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers of the filter: a status, its headers, and nothing that a container would add, such as a page with its version. */
final class Refusals {
    private static final int UNAUTHORIZED = 401;

    private Refusals() {}

    static void answer(HttpServletResponse response, AuthOutcome.Refusal refusal) throws IOException {
        refusal.httpHeaders().forEach(response::setHeader);
        send(response, refusal.httpStatus());
    }

    static void answerSelfCheck(HttpServletResponse response) throws IOException {
        send(response, UNAUTHORIZED);
    }

    /** Not {@code sendError}: that dispatches to error pages, which write what they like. */
    private static void send(HttpServletResponse response, int status) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(0);
        response.flushBuffer();
    }
}
