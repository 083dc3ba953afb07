package io.handclasp.websocket.faults;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * The faults. Whatever the service still manages to send looks like a good verdict as far as it can, and holds the token and the
 * client's credentials: a service in trouble is careless.
 */
final class Faults {
    private static final String JSON = "application/json";
    /** A label of more than 63 characters: no resolver asks the network about it. */
    private static final URI NOWHERE = URI.create("https://" + "a".repeat(64) + ".invalid/introspect");

    static final Fault REFUSED = new Fault(
            "connection refused",
            false,
            bench -> bench.service().goDown(),
            bench -> bench.service().comeBack());
    static final Fault HANGS = Fault.inService("hangs before the headers", Exchange::awaitLeft);
    static final Fault SERVER_ERROR = status("500", "500 Internal Server Error");
    static final Fault HTML = Fault.inService(
            "200 with an HTML page",
            exchange -> exchange.answer("200 OK", "text/html", "<html><body>" + exchange.echo() + "</body></html>"));
    private static final Fault ASKS_FOR_A_SECOND =
            status("503 with `Retry-After: 1`", "503 Service Unavailable", "Retry-After: 1");

    private static final List<Fault> CONNECTION = List.of(
            new Fault(
                    "host name does not resolve",
                    false,
                    bench -> bench.transport().route(uri -> NOWHERE),
                    bench -> bench.transport().route(uri -> uri)),
            REFUSED,
            certificate("certificate of an unknown authority", TestCertificates::selfSigned),
            certificate("certificate of another host", TestCertificates::ofAnotherHost),
            certificate("certificate that has expired", TestCertificates::expired),
            Fault.inService("connection closed without an answer", Exchange::close),
            Fault.inService("connection reset before an answer", Exchange::reset),
            Fault.inService("connection reset in the middle of an answer", Faults::resetInTheMiddle));

    private static final List<Fault> SILENCE = List.of(
            HANGS,
            Fault.inService("hangs after the headers", exchange -> {
                exchange.send(Exchange.head("200 OK", JSON, verdict(exchange).length()));
                exchange.awaitLeft();
            }),
            Fault.inService("slow drip, a byte every " + Exchange.DRIP_MILLIS + " ms", exchange -> {
                exchange.send(Exchange.head("200 OK", JSON, verdict(exchange).length()));
                exchange.drip(verdict(exchange));
            }));

    private static final List<Fault> STATUSES = List.of(
            SERVER_ERROR,
            status("502", "502 Bad Gateway"),
            status("503", "503 Service Unavailable"),
            ASKS_FOR_A_SECOND,
            status("503 with `Retry-After: 30`", "503 Service Unavailable", "Retry-After: 30"),
            status("429", "429 Too Many Requests"),
            Fault.inService("302 to another address", Faults::redirect),
            status("401 to the host's credentials", "401 Unauthorized", "WWW-Authenticate: Basic realm=idp"),
            status("403 of a gateway", "403 Forbidden"),
            status("404", "404 Not Found"));

    private static final List<Fault> BODIES = List.of(
            HTML,
            Fault.inService(
                    "200 with JSON that calls itself HTML",
                    exchange -> exchange.answer("200 OK", "text/html", verdict(exchange))),
            Fault.inService("200 with broken JSON", exchange -> {
                String whole = verdict(exchange);
                exchange.answer("200 OK", JSON, whole.substring(0, whole.length() - 1));
            }),
            Fault.inService("200 with an endless body", Faults::endless));

    private Faults() {}

    /** In the order of the page. */
    static List<Fault> all() {
        return Stream.of(CONNECTION, SILENCE, STATUSES, BODIES)
                .flatMap(List::stream)
                .toList();
    }

    /** Those under which handshakes wait. */
    static List<Fault> slow() {
        return Stream.concat(SILENCE.stream(), Stream.of(ASKS_FOR_A_SECOND)).toList();
    }

    /** All others. */
    static List<Fault> quick() {
        return all().stream().filter(fault -> !slow().contains(fault)).toList();
    }

    private static Fault status(String name, String status, String... headers) {
        return Fault.inService(
                name,
                exchange ->
                        exchange.answer(status + " " + exchange.token().orElse(""), JSON, verdict(exchange), headers));
    }

    private static Fault certificate(String name, Supplier<SSLContext> bad) {
        return new Fault(
                name,
                true,
                bench -> bench.service().restartWith(bad.get()),
                bench -> bench.service().restartWith(TestCertificates.good()));
    }

    private static void redirect(Exchange exchange) throws IOException {
        String elsewhere = "http://127.0.0.1:1/?" + exchange.token().orElse("");
        exchange.answer("302 Found", JSON, verdict(exchange), "Location: " + elsewhere);
    }

    private static void resetInTheMiddle(Exchange exchange) throws IOException {
        String whole = verdict(exchange);
        exchange.send(Exchange.head("200 OK", JSON, whole.length()) + whole.substring(0, whole.length() / 2));
        exchange.reset();
    }

    private static void endless(Exchange exchange) throws IOException {
        exchange.send(Exchange.head("200 OK", JSON, Long.MAX_VALUE) + verdict(exchange));
        String blanks = " ".repeat(8 << 10);
        while (true) {
            exchange.send(blanks);
        }
    }

    /** The good verdict that must not be believed, of a user who does not exist. */
    private static String verdict(Exchange exchange) {
        return "{\"active\":true,\"sub\":\"mallory\",\"echo\":\"" + exchange.echo() + "\"}";
    }
}
