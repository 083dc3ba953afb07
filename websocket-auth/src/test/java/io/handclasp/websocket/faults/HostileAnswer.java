package io.handclasp.websocket.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * An answer that must not be believed, although a word that admits everybody is in it wherever it can be.
 *
 * @param name as the page has it
 * @param judges who can answer so
 * @param behaviour sends it
 */
record HostileAnswer(String name, Set<Judge> judges, Behaviour behaviour) {
    private static final String JSON = "application/json";
    private static final int DEEP = 100_000;
    private static final int BOMB = 100 << 20;

    /** What the service does with one request. */
    @FunctionalInterface
    interface Behaviour {
        /**
         * Answers.
         *
         * @param exchange the request
         * @param judge who is asked
         * @param good the answer that admits
         * @param service the address of the service
         */
        void meet(Exchange exchange, Judge judge, String good, String service) throws IOException;
    }

    static List<HostileAnswer> all(String elsewhere) {
        List<HostileAnswer> answers = new ArrayList<>();
        streams(answers);
        protocol(answers);
        redirects(answers, elsewhere);
        bodies(answers);
        words(answers);
        return answers;
    }

    private static void add(List<HostileAnswer> to, String name, Behaviour behaviour) {
        to.add(new HostileAnswer(name, EnumSet.allOf(Judge.class), behaviour));
    }

    private static void raw(List<HostileAnswer> to, String name, String text) {
        add(to, name, (exchange, judge, good, service) -> {
            exchange.send(text.replace("GOOD", good).replace("LENGTH", String.valueOf(good.length())));
            exchange.close();
        });
    }

    private static void body(
            List<HostileAnswer> to, String name, Set<Judge> judges, java.util.function.UnaryOperator<String> change) {
        to.add(new HostileAnswer(
                name, judges, (exchange, judge, good, service) -> exchange.answer("200 OK", JSON, change.apply(good))));
    }

    private static void streams(List<HostileAnswer> to) {
        add(to, "a body without end, in chunks", (exchange, judge, good, service) -> {
            exchange.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            exchange.send(Integer.toHexString(good.length()) + "\r\n" + good + "\r\n");
            String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
            while (true) {
                exchange.send(chunk);
            }
        });
        add(to, "headers without end", (exchange, judge, good, service) -> {
            exchange.send("HTTP/1.1 200 OK\r\n");
            for (long i = 0; ; i++) {
                exchange.send("X-" + i + ": " + "x".repeat(1_000) + "\r\n");
            }
        });
        add(to, "one header line without end", (exchange, judge, good, service) -> {
            exchange.send("HTTP/1.1 200 OK\r\nX: ");
            while (true) {
                exchange.send("x".repeat(8_000));
            }
        });
        add(
                to,
                "headers a byte at a time",
                (exchange, judge, good, service) ->
                        exchange.drip(Exchange.head("200 OK", JSON, good.length(), "X: " + "x".repeat(2_000)) + good));
        add(to, "`100 Continue` without end", (exchange, judge, good, service) -> {
            while (true) {
                exchange.send("HTTP/1.1 100 Continue\r\n\r\n");
            }
        });
        add(to, "a gzip bomb of 100 MB", (exchange, judge, good, service) -> {
            byte[] bomb = gzip(good, BOMB);
            exchange.send(Exchange.head("200 OK", JSON, bomb.length, "Content-Encoding: gzip"));
            exchange.send(bomb);
        });
        add(to, "a good answer, but nobody asked for gzip", (exchange, judge, good, service) -> {
            byte[] zipped = gzip(good, 0);
            exchange.send(Exchange.head("200 OK", JSON, zipped.length, "Content-Encoding: gzip"));
            exchange.send(zipped);
        });
    }

    private static byte[] gzip(String good, int spaces) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(good.getBytes(StandardCharsets.UTF_8));
            byte[] blank = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int sent = 0; sent < spaces; sent += blank.length) {
                zip.write(blank);
            }
        }
        return bytes.toByteArray();
    }

    private static void protocol(List<HostileAnswer> to) {
        raw(to, "no HTTP at all", "SSH-2.0-OpenSSH_9.2\r\n GOOD");
        raw(to, "HTTP/0.9: a body and nothing else", "GOOD");
        raw(to, "HTTP/1.0 without a blank line", "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\nGOOD");
        raw(
                to,
                "HTTP/1.0 that breaks off",
                "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\nGOOD");
        raw(to, "status of a word", "HTTP/1.1 OK 200\r\nContent-Length: LENGTH\r\n\r\nGOOD");
        raw(to, "status 099", "HTTP/1.1 099 OK\r\nContent-Length: LENGTH\r\n\r\nGOOD");
        raw(to, "HTTP/2's preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nGOOD");
        raw(to, "zeros", "\u0000".repeat(4_096) + "GOOD");
        raw(
                to,
                "a length of 2^64",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 18446744073709551616\r\n\r\nGOOD");
        raw(to, "a chunk of no size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nGOOD\r\n0\r\n\r\n");
        raw(
                to,
                "a chunk of 2^63",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8000000000000000\r\nGOOD\r\n0\r\n\r\n");
        raw(
                to,
                "a length that cuts the answer",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\nGOOD");
        for (String status : List.of(
                "201 Created",
                "202 Accepted",
                "203 Non-Authoritative Information",
                "206 Partial Content",
                "226 IM Used",
                "304 Not Modified",
                "400 Bad Request",
                "404 Not Found",
                "405 Method Not Allowed",
                "408 Request Timeout",
                "418 I am a teapot",
                "429 Too Many Requests",
                "500 Internal Server Error",
                "502 Bad Gateway",
                "503 Service Unavailable",
                "599 Own")) {
            add(
                    to,
                    "a good answer with " + status,
                    (exchange, judge, good, service) -> exchange.answer(status, JSON, good));
        }
        for (String status : List.of("401 Unauthorized", "403 Forbidden")) {
            add(
                    to,
                    "a good answer with " + status,
                    (exchange, judge, good, service) -> exchange.answer(status, JSON, good));
        }
        raw(to, "204", "HTTP/1.1 204 No Content\r\n\r\n");
        raw(to, "101 to nothing", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nGOOD");
    }

    private static void redirects(List<HostileAnswer> to, String elsewhere) {
        for (String status : List.of(
                "301 Moved Permanently",
                "302 Found",
                "303 See Other",
                "307 Temporary Redirect",
                "308 Permanent Redirect")) {
            add(
                    to,
                    status + " to another host",
                    (exchange, judge, good, service) ->
                            exchange.answer(status, JSON, good, "Location: " + elsewhere + exchange.path()));
        }
        add(
                to,
                "a redirect to itself",
                (exchange, judge, good, service) ->
                        exchange.answer("302 Found", JSON, good, "Location: " + service + exchange.path()));
        add(
                to,
                "a `Refresh` to another host",
                (exchange, judge, good, service) ->
                        exchange.answer("300 Multiple Choices", JSON, good, "Refresh: 0; url=" + elsewhere));
    }

    private static void bodies(List<HostileAnswer> to) {
        Set<Judge> all = EnumSet.allOf(Judge.class);
        body(to, "nothing", all, good -> "");
        body(to, "an HTML page", all, good -> "<html><body>" + good + "</body></html>");
        body(to, "the answer in a string", all, good -> "\"" + good.replace("\"", "\\\"") + "\"");
        body(to, "the answer in a list", all, good -> "[" + good + "]");
        body(to, "the answer in an object", all, good -> "{\"data\":" + good + "}");
        body(to, "the answer twice", all, good -> good + good);
        body(to, "the answer and garbage", all, good -> good + "x");
        body(to, "the answer without its end", all, good -> good.substring(0, good.length() - 1));
        body(to, "the answer behind `)]}',`", all, good -> ")]}',\n" + good);
        body(to, "the answer with a comment", all, good -> "/**/" + good);
        body(to, "the answer in single quotes", all, good -> good.replace('"', '\''));
        body(to, "a callback (JSONP)", all, good -> "callback(" + good + ")");
        body(
                to,
                "JSON 100,000 deep",
                all,
                good -> good.substring(0, good.length() - 1) + ",\"x\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}");
        add(to, "the answer in UTF-16", (exchange, judge, good, service) -> {
            byte[] bytes = good.getBytes(StandardCharsets.UTF_16);
            exchange.send(Exchange.head("200 OK", JSON, bytes.length));
            exchange.send(bytes);
        });
        to.add(new HostileAnswer(
                "the answer as `text/html`",
                EnumSet.of(Judge.INTROSPECTION),
                (exchange, judge, good, service) -> exchange.answer("200 OK", "text/html", good)));
        to.add(new HostileAnswer(
                "the answer as `application/token-introspection+jwt`",
                EnumSet.of(Judge.INTROSPECTION),
                (exchange, judge, good, service) ->
                        exchange.answer("200 OK", "application/token-introspection+jwt", good)));
    }

    private static void words(List<HostileAnswer> to) {
        add(
                to,
                "what decides stands twice",
                (exchange, judge, good, service) -> exchange.answer(
                        "200 OK",
                        JSON,
                        good.substring(0, good.length() - 1) + ","
                                + judge.decisive(
                                        service, exchange.path().replace("/.well-known/openid-configuration", ""))
                                + "}"));
        Set<Judge> introspection = EnumSet.of(Judge.INTROSPECTION);
        for (String active : List.of("\"true\"", "\"TRUE\"", "1", "null", "[true]", "{\"value\":true}", "\"\"")) {
            body(
                    to,
                    "`\"active\":" + active + "`",
                    introspection,
                    good -> good.replace("\"active\":true", "\"active\":" + active));
        }
        body(
                to,
                "`\"active\":false,\"active\":true`",
                introspection,
                good -> good.replace("\"active\":true", "\"active\":false,\"active\":true"));
        body(
                to,
                "`\"active\":true,\"active\":false`",
                introspection,
                good -> good.replace("\"active\":true", "\"active\":true,\"active\":false"));
        body(to, "`\"Active\":true`", introspection, good -> good.replace("active", "Active"));
        body(to, "a subject of another type", introspection, good -> good.replace("\"mallory\"", "[\"mallory\"]"));
        body(to, "an `exp` of another type", introspection, good -> good.replace("}", ",\"exp\":\"never\"}"));
        body(
                to,
                "a user of another type",
                EnumSet.of(Judge.AUTH_SERVICE),
                good -> good.replace("\"mallory\"", "{\"name\":\"mallory\"}"));
        Set<Judge> keys = EnumSet.of(Judge.KEYS);
        body(
                to,
                "100,000 keys",
                keys,
                good -> "{\"keys\":["
                        + "{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"AQAB\",\"e\":\"AQAB\"},".repeat(100_000)
                        + good.substring(9));
        body(to, "101 keys in few bytes", keys, good -> good.replace("[", "[" + "{\"kty\":\"x\"},".repeat(100)));
        body(to, "no keys", keys, good -> "{\"keys\":[]}");
        body(to, "keys that are a word", keys, good -> "{\"keys\":\"all\"}");
        Set<Judge> discovery = EnumSet.of(Judge.DISCOVERY);
        body(
                to,
                "a document of another issuer",
                discovery,
                good -> good.replaceFirst("\"issuer\":\"", "\"issuer\":\"https://evil.example/"));
        body(
                to,
                "keys on another host without TLS",
                discovery,
                good -> good.replaceFirst("\"jwks_uri\":\"http://127.0.0.1", "\"jwks_uri\":\"http://issuer.example"));
        body(
                to,
                "keys in a file",
                discovery,
                good -> good.replaceFirst("\"jwks_uri\":\"[^\"]*", "\"jwks_uri\":\"file:///dev/zero"));
        body(
                to,
                "keys with credentials in the address",
                discovery,
                good -> good.replaceFirst("\"jwks_uri\":\"http://", "\"jwks_uri\":\"http://user:secret@"));
    }
}
