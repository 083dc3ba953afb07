package io.handclasp.examples.openid;

import io.handclasp.websocket.feed.SecurityEventReply;
import io.handclasp.websocket.feed.SecurityEvents;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where the provider posts its logout tokens: the {@code backchannel_logout_uri} of OpenID Connect Back-Channel Logout 1.0. It
 * needs no login of its own, since what it takes is signed. One thread waits for a reply, at most for the feed's timeout.
 */
public final class LogoutServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** Where it is. */
    public static final String PATH = "/logout";

    /** Longer than the feed's own timeout, so that only a bug could use it up. */
    private static final long LIMIT_SECONDS = 10;

    private final transient SecurityEvents feed;

    /** Hands the tokens on to a feed. */
    public LogoutServlet(SecurityEvents feed) {
        this.feed = feed;
    }

    // tag::host-openid-logout[]
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String token = request.getParameter("logout_token");
        response.setHeader("Cache-Control", "no-store");
        try {
            SecurityEventReply reply = feed.receiveLogoutToken(token == null ? "" : token)
                    .toCompletableFuture()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
            response.setStatus(reply.httpStatus());
            response.setContentType("application/json");
            response.getWriter().write(reply.body());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            response.setStatus(503);
        } catch (ExecutionException | TimeoutException bug) {
            log("a logout token got no reply", bug);
            response.setStatus(503);
        }
    }
    // end::host-openid-logout[]
}
