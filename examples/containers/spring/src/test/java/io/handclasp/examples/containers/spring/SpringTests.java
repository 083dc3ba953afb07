package io.handclasp.examples.containers.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.examples.containers.Judge;
import io.handclasp.examples.containers.wire.Handshake;
import io.handclasp.examples.containers.wire.RawConnection;
import io.handclasp.examples.containers.wire.RawConnection.Response;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.token.SubprotocolConventions;
import io.handclasp.websocket.token.TokenExtractor;
import io.handclasp.websocket.token.TokenExtractors;
import io.handclasp.websocket.verify.UnavailableReason;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/** The application on a real server, over real sockets. */
class SpringTests {
    private static final TokenExtractor CONVENTIONS = TokenExtractors.allOf(
            TokenExtractors.standard(),
            TokenExtractors.subprotocol(SubprotocolConventions.of(SubprotocolConventions.pair("ticket"))));

    private final WebSocketAuthenticator authenticator =
            new Judge().builder(Duration.ofSeconds(10)).extractor(CONVENTIONS).build();
    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws Exception {
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setBaseDir(directory.toString());
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", directory.toString());
        context.addServletContainerInitializer(new WsSci(), null);
        GenericWebApplicationContext application = new GenericWebApplicationContext();
        application.registerBean(WebSocketAuthenticator.class, () -> authenticator);
        application.registerBean(
                SessionGuard.class,
                () -> SessionGuard.builder(application.getBean(WebSocketAuthenticator.class))
                        .build());
        new AnnotatedBeanDefinitionReader(application).register(ChatConfiguration.class);
        Wrapper servlet = Tomcat.addServlet(context, "spring", new DispatcherServlet(application));
        servlet.setLoadOnStartup(1);
        servlet.addMapping("/");
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void connectWhenTokenIsGoodThenHandlerKnowsTheUser() throws Exception {
        try (RawConnection client = RawConnection.open(connector.getLocalPort())) {
            client.send(
                    Handshake.to("/chat").bearer(Judge.Kind.GOOD.token("ada")).bytes());
            assertThat(client.response().status()).isEqualTo(101);
            assertThat(client.hear()).isEqualTo("text welcome ada");
            client.send(RawConnection.text("hi"));
            assertThat(client.hear()).isEqualTo("text ada: hi");
        }
    }

    @Test
    void sessionWhenRenewedAsItselfThenGoesOnAndAsAnotherThenCloses() throws Exception {
        try (RawConnection client = RawConnection.open(connector.getLocalPort())) {
            client.send(
                    Handshake.to("/chat").bearer(Judge.Kind.GOOD.token("ada")).bytes());
            assertThat(client.response().status()).isEqualTo(101);
            assertThat(client.hear()).isEqualTo("text welcome ada");
            client.send(RawConnection.text("renew " + Judge.Kind.GOOD.token("ada")));
            assertThat(client.hear()).isEqualTo("text Renewed");
            client.send(RawConnection.text("hi"));
            assertThat(client.hear()).isEqualTo("text ada: hi");
            client.send(RawConnection.text("renew " + Judge.Kind.GOOD.token("eve")));
            assertThat(client.hear()).isEqualTo("close 4403 the token is another subject's");
        }
    }

    @Test
    void connectWhenClientIsAPageThenBearerIsAnswered() throws Exception {
        try (RawConnection client = RawConnection.open(connector.getLocalPort())) {
            client.send(
                    Handshake.to("/chat").browser(Judge.Kind.GOOD.token("ada")).bytes());
            Response response = client.response();
            assertThat(response.status()).isEqualTo(101);
            assertThat(response.header("Sec-WebSocket-Protocol")).isEqualTo("bearer");
            assertThat(response.head()).doesNotContain(Judge.MARK);
        }
    }

    /** The host's own convention: its marker is answered, and its token is not. */
    @Test
    void connectWhenPageUsesTheHostsOwnConventionThenItsMarkerIsAnswered() throws Exception {
        try (RawConnection client = RawConnection.open(connector.getLocalPort())) {
            client.send(Handshake.to("/chat")
                    .header("Origin", "https://app.example")
                    .header("Sec-WebSocket-Protocol", "ticket, " + Judge.Kind.GOOD.token("ada"))
                    .bytes());
            Response response = client.response();
            assertThat(response.status()).isEqualTo(101);
            assertThat(response.header("Sec-WebSocket-Protocol")).isEqualTo("ticket");
            assertThat(response.head()).doesNotContain(Judge.MARK);
        }
    }

    @Test
    void connectWhenRefusedThenStatusAndHeaders() throws Exception {
        Response expired = answer(Handshake.to("/chat").bearer(Judge.Kind.EXPIRED.token("x")));
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.header("WWW-Authenticate")).contains("invalid_token");
        Response unjudged = answer(Handshake.to("/chat").bearer(Judge.Kind.UNJUDGED.token("x")));
        assertThat(unjudged.status()).isEqualTo(503);
        assertThat(unjudged.header("Retry-After")).isNotEmpty();
        assertThat(answer(Handshake.to("/chat")).status()).isEqualTo(401);
    }

    @Test
    void connectWhenApplicationStopsThenSpringClosesTheAuthenticator() throws Exception {
        tomcat.stop();

        AuthOutcome outcome = authenticator.authenticate(HandshakeRequest.builder()
                .header("Authorization", "Bearer " + Judge.Kind.GOOD.token("late"))
                .build());
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AuthOutcome.Unavailable.class,
                        unavailable -> assertThat(unavailable.cause()).isEqualTo(UnavailableReason.SHUT_DOWN));
    }

    private Response answer(Handshake handshake) throws Exception {
        try (RawConnection client = RawConnection.open(connector.getLocalPort())) {
            client.send(handshake.bytes());
            return client.response();
        }
    }
}
