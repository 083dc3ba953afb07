package io.handclasp.probes.net;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one answer of HTTP/1.1 (RFC 9112), strictly: what could be read in two ways is refused. Every size is bounded; how
 * long it takes is bounded by the socket.
 */
final class HttpReader {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*");
    private static final int MAX_LINE = 8_192;
    private static final int MAX_FIELDS = 100;
    private static final int MAX_INTERIM = 5;
    private static final String LENGTH = "content-length";
    private static final String CODING = "transfer-encoding";

    private final InputStream in;
    private final int maxBody;

    /** The stream should be buffered: it is read byte by byte. */
    HttpReader(InputStream in, int maxBody) {
        this.in = in;
        this.maxBody = maxBody;
    }

    /** Everything up to the body. Interim answers, such as 103, are passed over. */
    Head head() throws IOException {
        for (int i = 0; i <= MAX_INTERIM; i++) {
            Matcher line = STATUS_LINE.matcher(line());
            if (!line.matches()) {
                throw new BadHttpException("the first line is no status line of HTTP/1.1");
            }
            int status = Integer.parseInt(line.group(1));
            Map<String, List<String>> fields = fields();
            if (status == 101) {
                throw new BadHttpException("the server switched protocols although nobody asked");
            } else if (status >= 200) {
                return new Head(status, fields);
            }
        }
        throw new BadHttpException("more than " + MAX_INTERIM + " interim answers");
    }

    private Map<String, List<String>> fields() throws IOException {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        int count = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            Matcher field = FIELD.matcher(line);
            if (!field.matches() || ++count > MAX_FIELDS) {
                throw new BadHttpException(
                        count > MAX_FIELDS ? "more than " + MAX_FIELDS + " headers" : "a line is no header");
            }
            fields.computeIfAbsent(field.group(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(field.group(2));
        }
        return fields;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended within the headers");
            } else if (line.size() == MAX_LINE) {
                throw new BadHttpException("a line is longer than " + MAX_LINE + " bytes");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        String cut = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        if (cut.indexOf('\r') >= 0 || cut.indexOf('\0') >= 0) {
            throw new BadHttpException("a line holds a control character");
        }
        return cut;
    }

    HttpAnswer answer(Head head, boolean withoutBody) throws IOException {
        Body body =
                withoutBody || head.status() == 204 || head.status() == 304 ? new Body(new byte[0], false) : body(head);
        return new HttpAnswer(head.status(), head.fields(), body.text(), body.cut());
    }

    private Body body(Head head) throws IOException {
        List<String> lengths = head.fields().getOrDefault(LENGTH, List.of());
        List<String> codings = head.fields().getOrDefault(CODING, List.of());
        if (!codings.isEmpty()) {
            // RFC 9112, 6.3: both together may be an attack.
            if (!lengths.isEmpty() || codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                throw new BadHttpException("the length of the body cannot be told");
            }
            return chunks();
        } else if (lengths.isEmpty()) {
            return toTheEnd();
        }
        if (lengths.stream().distinct().count() > 1 || !lengths.get(0).matches("[0-9]{1,18}")) {
            throw new BadHttpException("the length of the body cannot be told");
        }
        long length = Long.parseLong(lengths.get(0));
        return new Body(exactly((int) Math.min(length, maxBody)), length > maxBody);
    }

    private Body toTheEnd() throws IOException {
        byte[] bytes = in.readNBytes(maxBody);
        return new Body(bytes, bytes.length == maxBody && in.read() >= 0);
    }

    private Body chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            long size = chunkSize(line());
            if (size == 0) {
                fields();
                return new Body(all.toByteArray(), false);
            }
            int room = maxBody - all.size();
            all.writeBytes(exactly((int) Math.min(size, room)));
            if (size > room) {
                return new Body(all.toByteArray(), true);
            } else if (!line().isEmpty()) {
                throw new BadHttpException("a chunk is longer than it says");
            }
        }
    }

    private static long chunkSize(String line) throws BadHttpException {
        int end = line.indexOf(';');
        String digits = (end < 0 ? line : line.substring(0, end)).strip();
        if (!digits.matches("[0-9A-Fa-f]{1,15}")) {
            throw new BadHttpException("a chunk has no size");
        }
        return Long.parseLong(digits, 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended within the body");
        }
        return bytes;
    }

    /** The status and the headers. */
    record Head(int status, Map<String, List<String>> fields) {}

    private record Body(String text, boolean cut) {
        Body(byte[] bytes, boolean cut) {
            this(new String(bytes, StandardCharsets.UTF_8), cut);
        }
    }
}
