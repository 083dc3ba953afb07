package io.handclasp.examples.hosts.tyrus;

import io.handclasp.examples.hosts.ChatService;
import io.handclasp.probes.report.HealthAnswer;
import java.io.IOException;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Answers {@code GET /health} on Grizzly. */
final class HealthHandler extends HttpHandler {
    static final String PATH = "/health";

    private final ChatService service;

    HealthHandler(ChatService service) {
        this.service = service;
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        HealthAnswer answer = service.health();
        response.setStatus(answer.httpStatus());
        response.setContentType(answer.contentType());
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(answer.text());
    }
}
