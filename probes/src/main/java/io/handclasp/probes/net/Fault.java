package io.handclasp.probes.net;

import io.handclasp.core.Redaction;
import io.handclasp.probes.ProbeDocs;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** The ways in which a connection fails, each with its words and what to do about it. */
enum Fault {
    REFUSED(
            "the connection was refused",
            "nothing listens on that port: start the service, or mend the port; a firewall may answer so, too",
            "refused"),
    TIMED_OUT(
            "no answer in time",
            "packets are dropped (firewall, security group, wrong network) or the service hangs: look at both",
            "timed-out"),
    UNREACHABLE(
            "there is no route",
            "look at routes, VPC connector and peering; for a host without IPv6 use AddressResolvers.ipv4Only",
            "unreachable"),
    RESET(
            "the connection was reset",
            "the service or something before it cut the connection: look at its log and at proxies on the way",
            "reset"),
    CLOSED(
            "the connection was closed before the answer was whole",
            "the service ended the connection early: look at its log, and whether the port speaks this protocol",
            "closed"),
    TLS("TLS failed", "look at the certificate with a tls probe, and whether the port speaks TLS at all", "tls-failed"),
    PROTOCOL(
            "the answer was not HTTP as it should be",
            "see whether this port speaks HTTP, and with TLS or without",
            "not-http"),
    OTHER("the connection failed", "read the message; it is the operating system's", "connection-failed");

    private final String words;
    private final String advice;
    private final String anchor;

    Fault(String words, String advice, String anchor) {
        this.words = words;
        this.advice = advice;
        this.anchor = anchor;
    }

    static Fault of(IOException failure) {
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (failure instanceof SocketTimeoutException || text.contains("timed out")) {
            return TIMED_OUT;
        } else if (failure instanceof BadHttpException) {
            return PROTOCOL;
        } else if (text.contains("connection reset") || text.contains("broken pipe")) {
            return RESET;
        } else if (failure instanceof EOFException || text.contains("terminated the handshake")) {
            return CLOSED;
        } else if (failure instanceof SSLException tls) {
            // The JDK wraps what the socket threw.
            return tls.getCause() instanceof IOException cause ? of(cause) : TLS;
        } else if (failure instanceof NoRouteToHostException || text.contains("unreachable")) {
            return UNREACHABLE;
        } else if (failure instanceof ConnectException && text.contains("refused")) {
            return REFUSED;
        }
        return OTHER;
    }

    /** What happened, with the words of the exception where they say more. */
    String describe(IOException failure) {
        return switch (this) {
            case REFUSED, TIMED_OUT, RESET, CLOSED, UNREACHABLE -> words;
            case TLS, PROTOCOL, OTHER ->
                words + ": "
                        + (failure instanceof BadHttpException || failure.getClass() == SocketException.class
                                ? failure.getMessage()
                                : Redaction.describe(failure));
        };
    }

    String hint() {
        return ProbeDocs.hint(advice, anchor);
    }
}
