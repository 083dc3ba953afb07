package io.handclasp.examples.containers.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A client that does what it is told, also what no client should: sends before it was answered, ignores refusals, says
 * nothing more. Every read has a limit, 20 s by default. Not thread-safe.
 */
public final class RawConnection implements AutoCloseable {
    private static final int LIMIT_MILLIS = 20_000;
    private static final int LONGEST_HEAD = 64 << 10;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final byte[] MASK = {1, 2, 3, 4};

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    private RawConnection(int port, int limitMillis) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), limitMillis);
        socket.setSoTimeout(limitMillis);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** An answer to a handshake; status 0 when the connection ended without one. */
    public record Response(int status, Map<String, List<String>> headers, String body, String head) {
        /** The first line of a header, empty when there is none. */
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    /**
     * A frame from the server.
     *
     * @param opcode its kind
     * @param code of a close, 0 for all else and for a close without one
     * @param text its payload, or a close's reason
     */
    public record Frame(int opcode, int code, String text) {
        private static Frame of(int opcode, byte[] payload) {
            boolean coded = opcode == CLOSE && payload.length >= 2;
            int code = coded ? ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF) : 0;
            int from = coded ? 2 : 0;
            return new Frame(opcode, code, new String(payload, from, payload.length - from, StandardCharsets.UTF_8));
        }

        /** In words: {@code text hello}, {@code close 4401 the token expired}. */
        public String describe() {
            return switch (opcode) {
                case TEXT -> "text " + text;
                case BINARY -> "binary " + text;
                case PING -> "ping " + text;
                case PONG -> "pong " + text;
                case CLOSE -> ("close " + (code == 0 ? "" : code + " ") + text).strip();
                default -> "frame " + opcode;
            };
        }
    }

    /** Connects. */
    public static RawConnection open(int port) throws IOException {
        return new RawConnection(port, LIMIT_MILLIS);
    }

    /** Connects, and waits for so long whenever it reads. */
    public static RawConnection open(int port, Duration limit) throws IOException {
        return new RawConnection(port, Math.toIntExact(limit.toMillis()));
    }

    /** Sends bytes as they are. */
    public void send(byte[]... chunks) throws IOException {
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        for (byte[] chunk : chunks) {
            together.writeBytes(chunk);
        }
        out.write(together.toByteArray());
        out.flush();
    }

    /** Sends frames although the server may have hung up. */
    public void sendRegardless(byte[]... frames) {
        try {
            send(frames);
        } catch (IOException hungUp) {
            // That is an answer, too: nothing can be processed.
        }
    }

    /** Says that nothing more will be sent, and goes on listening. */
    public void finishOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Resets the connection without a word. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Reads the answer to a handshake. */
    public Response response() throws IOException {
        String head = head();
        if (head.isEmpty()) {
            return new Response(0, Map.of(), "", "");
        }
        String[] lines = head.split("\r\n", -1);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            int colon = lines[i].indexOf(':');
            headers.computeIfAbsent(lines[i].substring(0, colon).strip(), name -> new ArrayList<>())
                    .add(lines[i].substring(colon + 1).strip());
        }
        int status = Integer.parseInt(lines[0].split(" ", -1)[1]);
        Response bare = new Response(status, headers, "", head);
        return new Response(status, headers, status == 101 ? "" : body(bare), head);
    }

    private String body(Response bare) throws IOException {
        String length = bare.header("Content-Length");
        if (!length.isEmpty()) {
            return new String(bytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
        }
        if (bare.header("Transfer-Encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            int size = chunkSize();
            while (size > 0) {
                body.writeBytes(bytes(size));
                chunkEnd();
                size = chunkSize();
            }
            chunkEnd();
            return body.toString(StandardCharsets.UTF_8);
        }
        return "";
    }

    /** The size of the next chunk; 0, as of the last one, when the connection ended. */
    private int chunkSize() throws IOException {
        String size = line();
        return size.isEmpty() && read() < 0 ? 0 : Integer.parseInt(size, 16);
    }

    private void chunkEnd() throws IOException {
        if (!line().isEmpty()) {
            throw new IOException("a chunk that does not end");
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = read();
        while (next >= 0 && next != '\n') {
            if (next != '\r') {
                line.append((char) next);
            }
            next = read();
        }
        return line.toString();
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
            if (head.length() > LONGEST_HEAD) {
                throw new IOException("a response head without an end");
            }
        }
        return head.substring(0, head.length() - 2);
    }

    private int read() throws IOException {
        try {
            return in.read();
        } catch (SocketException reset) {
            return -1;
        }
    }

    /** So many, or as many as came before the connection ended or was reset. */
    private byte[] bytes(int length) throws IOException {
        byte[] bytes = new byte[length];
        int count = 0;
        try {
            int more = in.read(bytes, 0, length);
            while (more > 0) {
                count += more;
                more = in.read(bytes, count, length - count);
            }
        } catch (SocketException reset) {
            return Arrays.copyOf(bytes, count);
        }
        return Arrays.copyOf(bytes, count);
    }

    /** The next frame; empty at the connection's end, also when that comes in mid-frame. */
    public Optional<Frame> frame() throws IOException {
        int first = read();
        if (first < 0) {
            return Optional.empty();
        }
        int length = read();
        if (length == 126) {
            length = (read() << 8) | read();
        } else if (length == 127) {
            throw new IOException("a frame longer than this client expects");
        }
        byte[] payload = length < 0 ? new byte[0] : bytes(length);
        return payload.length == length ? Optional.of(Frame.of(first & 0x0F, payload)) : Optional.empty();
    }

    /** The next frame in words; {@code end} at the connection's end. */
    public String hear() throws IOException {
        return frame().map(Frame::describe).orElse("end");
    }

    /** All frames until the connection's end, in words. */
    public List<String> hearAll() throws IOException {
        List<String> all = new ArrayList<>();
        Optional<Frame> next = frame();
        while (next.isPresent()) {
            all.add(next.get().describe());
            next = frame();
        }
        return all;
    }

    /** Reads to the connection's end, whatever comes: frames, or an answer to what the server took for a request. */
    public String waitForEnd() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        int next = read();
        while (next >= 0) {
            rest.write(next);
            next = read();
        }
        return rest.toString(StandardCharsets.UTF_8);
    }

    /** A text message. */
    public static byte[] text(String text) {
        return frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A binary message. */
    public static byte[] binary(String text) {
        return frame(BINARY, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The first part of a text message. */
    public static byte[] textBegins(String text) {
        return frame(TEXT, false, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The first part of a binary message. */
    public static byte[] binaryBegins(String text) {
        return frame(BINARY, false, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A further part of a message, and not the last. */
    public static byte[] continues(String text) {
        return frame(CONTINUATION, false, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The last part of a message. */
    public static byte[] ends(String text) {
        return frame(CONTINUATION, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A ping. */
    public static byte[] ping(String text) {
        return frame(PING, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A pong that nobody asked for. */
    public static byte[] pong(String text) {
        return frame(PONG, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A close. */
    public static byte[] close(int code) {
        return frame(CLOSE, true, new byte[] {(byte) (code >> 8), (byte) code});
    }

    private static byte[] frame(int opcode, boolean last, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write((last ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % MASK.length]);
        }
        return frame.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
