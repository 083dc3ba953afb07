package io.handclasp.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.servlet.AuthenticationFilter;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.Verification;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How a host puts the filter before its endpoints; that it works is shown on real containers, in examples/containers. */
class FilterSnippetsTests {
    private final List<String> registered = new ArrayList<>();

    private static AuthenticationFilter register(WebSocketAuthenticator authenticator, ServletContext servletContext) {
        // tag::filter-register[]
        AuthenticationFilter filter = new AuthenticationFilter(authenticator);
        filter.register(servletContext, "/chat");
        // end::filter-register[]
        return filter;
    }

    private static void verify(AuthenticationFilter filter, int port, HttpClient client) {
        // tag::filter-verify[]
        filter.verifyInstalled(URI.create("ws://127.0.0.1:" + port + "/chat"), client, Duration.ofSeconds(5));
        // end::filter-verify[]
    }

    private static WebSocketAuthenticator authenticator() {
        return WebSocketAuthenticator.builder()
                .verifier((token, deadline) -> CompletableFuture.completedFuture(
                        new Verification.Valid(Identity.builder("ada").build())))
                .build();
    }

    @Test
    void registerWhenApplicationStartsThenFilterStandsBeforeOthers() {
        FilterRegistration.Dynamic registration = play(FilterRegistration.Dynamic.class, (proxy, method, arguments) -> {
            registered.add(method.getName() + Arrays.deepToString(arguments));
            return null;
        });
        ServletContext context = play(
                ServletContext.class,
                (proxy, method, arguments) -> method.getName().equals("addFilter") ? registration : null);
        try (WebSocketAuthenticator authenticator = authenticator()) {
            register(authenticator, context);
        }

        assertThat(registered).contains("addMappingForUrlPatterns[[REQUEST], false, [/chat]]");
    }

    @Test
    void verifyWhenNobodyListensThenSaysSo() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (WebSocketAuthenticator authenticator = authenticator()) {
            AuthenticationFilter filter = new AuthenticationFilter(authenticator);

            assertThatIllegalStateException()
                    .isThrownBy(() -> verify(filter, free, HttpClient.newHttpClient()))
                    .withMessageContaining("could not be checked");
        }
    }

    private static <T> T play(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
