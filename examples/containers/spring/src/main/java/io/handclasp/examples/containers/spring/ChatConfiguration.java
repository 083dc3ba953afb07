package io.handclasp.examples.containers.spring;

import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.session.SessionGuard;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/** Puts the interceptor before the handler. */
// tag::host-spring[]
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
public class ChatConfiguration implements WebSocketConfigurer {
    private final WebSocketAuthenticator authenticator;
    private final SessionGuard guard;

    /** Takes the application's beans. Spring closes them, the guard before the authenticator on which it depends. */
    public ChatConfiguration(WebSocketAuthenticator authenticator, SessionGuard guard) {
        this.authenticator = authenticator;
        this.guard = guard;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(new ChatHandler(guard), "/chat")
                .setHandshakeHandler(new TokenHandshakeHandler(authenticator))
                .addInterceptors(new AuthenticatingInterceptor(authenticator))
                .setAllowedOrigins("https://app.example");
    }
}
// end::host-spring[]
