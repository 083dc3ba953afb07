package io.handclasp.websocket.servlet;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.AuthenticatedPrincipal;
import io.handclasp.websocket.WebSocketAuthenticator;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The request of an admitted client as everything behind the filter sees it: with its principal, and without its token. */
final class AdmittedRequest extends HttpServletRequestWrapper {
    private final HttpServletRequest original;
    private final WebSocketAuthenticator admittedBy;
    private final AuthenticatedPrincipal principal;
    private final Optional<TokenTraces> traces;
    /** The headers that carried the token, with what is left of their lines. */
    private final Map<String, List<String>> cleaned = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    AdmittedRequest(
            HttpServletRequest request,
            WebSocketAuthenticator authenticator,
            AuthOutcome.Authenticated outcome,
            Optional<TokenTraces> tokenOfTheClient) {
        super(request);
        original = beneath(request).map(AdmittedRequest::asItCame).orElse(request);
        admittedBy = authenticator;
        principal = new AuthenticatedPrincipal(outcome);
        traces = tokenOfTheClient;
        traces.ifPresent(token -> Collections.list(request.getHeaderNames()).forEach(name -> clean(token, name)));
    }

    private void clean(TokenTraces token, String name) {
        List<String> lines = Collections.list(super.getHeaders(name));
        List<String> rest = name.equalsIgnoreCase(TokenTraces.SUBPROTOCOLS)
                ? token.protocolsWithoutToken(lines)
                : lines.stream()
                        .flatMap(line -> token.withoutToken(name, line).stream())
                        .toList();
        if (!rest.equals(lines)) {
            cleaned.put(name, rest);
        }
    }

    /** Whom a filter admitted already, on the request's way to where it was dispatched. */
    static Optional<AdmittedRequest> beneath(ServletRequest request) {
        ServletRequest at = request;
        while (at instanceof jakarta.servlet.ServletRequestWrapper wrapper) {
            if (wrapper instanceof AdmittedRequest admitted) {
                return Optional.of(admitted);
            }
            at = wrapper.getRequest();
        }
        return Optional.empty();
    }

    boolean isBy(WebSocketAuthenticator authenticator) {
        return admittedBy == authenticator;
    }

    /** The request with its token. */
    HttpServletRequest asItCame() {
        return original;
    }

    @Override
    public Principal getUserPrincipal() {
        return principal;
    }

    @Override
    public String getRemoteUser() {
        return principal.getName();
    }

    @Override
    public String getAuthType() {
        return "Bearer";
    }

    /** A role is the container's notion, and the container does not know this client. */
    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public @Nullable String getHeader(String name) {
        List<String> rest = cleaned.get(name);
        if (rest == null) {
            return super.getHeader(name);
        }
        return rest.isEmpty() ? null : rest.get(0);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        List<String> rest = cleaned.get(name);
        return rest == null ? super.getHeaders(name) : Collections.enumeration(rest);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = new ArrayList<>(Collections.list(super.getHeaderNames()));
        names.removeIf(name -> cleaned.getOrDefault(name, List.of(name)).isEmpty());
        return Collections.enumeration(names);
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        Cookie[] cookies = super.getCookies();
        if (cookies == null || traces.isEmpty()) {
            return cookies;
        }
        TokenTraces token = traces.get();
        return Stream.of(cookies)
                .filter(cookie -> !token.isIn(cookie.getValue()))
                .toArray(Cookie[]::new);
    }

    @Override
    public @Nullable String getQueryString() {
        String query = super.getQueryString();
        return query == null || traces.isEmpty()
                ? query
                : traces.get().withoutToken(query).orElse(null);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> all = super.getParameterMap();
        if (traces.isEmpty()) {
            return all;
        }
        TokenTraces token = traces.get();
        Map<String, String[]> rest = new LinkedHashMap<>();
        all.forEach((name, values) -> {
            String[] left =
                    Stream.of(values).filter(value -> !token.isIn(value)).toArray(String[]::new);
            if (left.length > 0) {
                rest.put(name, left);
            }
        });
        return Collections.unmodifiableMap(rest);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = getParameterMap().get(name);
        return values == null ? null : values[0];
    }
}
