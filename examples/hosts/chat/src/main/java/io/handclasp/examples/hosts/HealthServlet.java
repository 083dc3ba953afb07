package io.handclasp.examples.hosts;

import io.handclasp.probes.report.HealthAnswer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers {@code GET /health} on servers that have servlets. */
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** Where it is. */
    public static final String PATH = "/health";

    private final transient ChatService service;

    /** Answers for a service. */
    public HealthServlet(ChatService service) {
        this.service = service;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HealthAnswer answer = service.health();
        response.setStatus(answer.httpStatus());
        response.setContentType(answer.contentType());
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(answer.text());
    }
}
