package io.handclasp.websocket.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request on one connection of a {@link FaultService}, and what can be done with it. */
final class Exchange {
    static final int DRIP_MILLIS = 20;
    private static final String HEAD_END = "\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("content-length: *([0-9]+)");
    private static final Pattern TOKEN = Pattern.compile("(?:^|&)token=([^&]*)");

    private final Socket connection;
    private final InputStream in;
    private final OutputStream out;
    private final String head;
    private final String body;

    private Exchange(Socket connection, InputStream in, OutputStream out, String head, String body) {
        this.connection = connection;
        this.in = in;
        this.out = out;
        this.head = head;
        this.body = body;
    }

    /** Reads the next request; empty when the client has closed the connection instead. */
    static Optional<Exchange> next(Socket connection, InputStream in, OutputStream out) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(HEAD_END)) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            read.write(next);
        }
        String head = read.toString(StandardCharsets.ISO_8859_1);
        Matcher length = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
        int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
        String body = new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
        return Optional.of(new Exchange(connection, in, out, head, body));
    }

    /** What was asked for, with its leading slash. */
    String path() {
        return head.split(" ", 3)[1];
    }

    /** The token that was asked about; empty when the request is for the keys. */
    Optional<String> token() {
        Matcher token = TOKEN.matcher(body);
        return token.find() ? Optional.of(token.group(1)) : Optional.empty();
    }

    /** All that the request holds, on one line: what a careless service might send back. */
    String echo() {
        return (head + body).replaceAll("[\r\n]+", " ").replace('"', '\'');
    }

    /** Answers in full. */
    void answer(String status, String contentType, String text, String... headers) throws IOException {
        send(head(status, contentType, text.getBytes(StandardCharsets.UTF_8).length, headers) + text);
    }

    static String head(String status, String contentType, long length, String... headers) {
        StringBuilder lines = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        lines.append("Content-Type: ").append(contentType).append("\r\n");
        lines.append("Content-Length: ").append(length).append("\r\n");
        for (String header : headers) {
            lines.append(header).append("\r\n");
        }
        return lines + "\r\n";
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Sends one character at a time, until the client has had enough. */
    void drip(String text) throws IOException {
        connection.setSoTimeout(DRIP_MILLIS);
        for (int i = 0; i < text.length() && !isLeft(); i++) {
            send(text.substring(i, i + 1));
        }
        awaitLeft();
    }

    private boolean isLeft() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException stillThere) {
            return false;
        }
    }

    /** Waits until the client closes the connection, then closes it too. */
    void awaitLeft() throws IOException {
        connection.setSoTimeout(0);
        in.readAllBytes();
        close();
    }

    void close() throws IOException {
        connection.close();
    }

    void reset() throws IOException {
        reset(connection);
    }

    /** Ends a connection with a TCP reset. */
    static void reset(Socket connection) throws IOException {
        if (!connection.isClosed()) {
            connection.setSoLinger(true, 0);
            connection.close();
        }
    }
}
