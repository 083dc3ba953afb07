package io.handclasp.examples.quickstart.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handclasp.core.time.TimeSource;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SaboteurTests {
    private static final int LIMIT_MILLIS = 30_000;

    private Saboteur saboteur;

    @BeforeEach
    void start() throws IOException {
        saboteur = Saboteur.start(1);
    }

    @AfterEach
    void stop() throws IOException {
        saboteur.close();
    }

    @Test
    void addressOfRefusedWhenCalledThenNobodyListens() {
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> call(Fault.REFUSED));
    }

    @Test
    void addressOfResetWhenCalledThenConnectionIsReset() throws IOException {
        InetSocketAddress address = saboteur.addressOf(Fault.RESET);
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(LIMIT_MILLIS);

            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(() -> {
                        socket.getOutputStream().write('x');
                        socket.getInputStream().read();
                    })
                    .withMessage("Connection reset");
        }
    }

    @Test
    void addressOfError500WhenCalledThenAnswers500() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> call(Fault.ERROR_500))
                .withMessageContaining("500");
    }

    @Test
    void addressOfHangWhenCalledThenClosesAfterMoreThanASecondWithoutAnAnswer() {
        long start = TimeSource.system().nanoTime();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> call(Fault.HANG))
                .isNotInstanceOf(SocketTimeoutException.class);

        assertThat(Duration.ofNanos(TimeSource.system().nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    private void call(Fault fault) throws IOException {
        InetSocketAddress address = saboteur.addressOf(fault);
        URLConnection connection = URI.create("http://127.0.0.1:" + address.getPort() + "/")
                .toURL()
                .openConnection();
        connection.setReadTimeout(LIMIT_MILLIS);
        connection.setDoOutput(true);
        connection.getOutputStream().write('x');
        connection.getInputStream().close();
    }
}
