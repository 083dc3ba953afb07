package io.handclasp.examples.containers.spring;

import io.handclasp.websocket.WebSocketAuthenticator;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/** Puts the interceptor before the handler. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
public class ChatConfiguration implements WebSocketConfigurer {
    private final WebSocketAuthenticator authenticator;

    /** Takes the application's authenticator, a bean that Spring closes. */
    public ChatConfiguration(WebSocketAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(new ChatHandler(), "/chat")
                .setHandshakeHandler(new TokenHandshakeHandler(authenticator))
                .addInterceptors(new AuthenticatingInterceptor(authenticator))
                .setAllowedOrigins("https://app.example");
    }
}
