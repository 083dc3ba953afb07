package io.handclasp.examples.containers.spring;

import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.session.SessionGuard;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/** Puts the interceptor before the handler. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
public class ChatConfiguration implements WebSocketConfigurer, DisposableBean {
    private final WebSocketAuthenticator authenticator;
    private final SessionGuard guard;

    /** Takes the application's authenticator, a bean that Spring closes. */
    public ChatConfiguration(WebSocketAuthenticator authenticator) {
        this.authenticator = authenticator;
        this.guard = SessionGuard.builder(authenticator).build();
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(new ChatHandler(guard), "/chat")
                .setHandshakeHandler(new TokenHandshakeHandler(authenticator))
                .addInterceptors(new AuthenticatingInterceptor(authenticator))
                .setAllowedOrigins("https://app.example");
    }

    /** Spring ends this before the authenticator, on which it depends. */
    @Override
    public void destroy() {
        guard.close();
    }
}
