package io.handclasp.probes.net;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.Deadline;
import io.handclasp.probes.net.Resolution.Result;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.InitialDirContext;

/** Asks DNS servers through JNDI. The context holds no connection between two questions. */
final class DnsLookup implements AddressResolver {
    /** Anything else would be read as syntax by JNDI. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?");

    private final List<InetSocketAddress> servers;
    private final String providerUrl;

    DnsLookup(List<InetSocketAddress> servers) {
        this.servers = servers;
        this.providerUrl = servers.stream().map(DnsLookup::url).collect(Collectors.joining(" "));
    }

    private static String url(InetSocketAddress server) {
        String address = server.getAddress().getHostAddress();
        return "dns://" + (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + server.getPort();
    }

    @Override
    public Resolution resolve(String host, Deadline deadline) {
        Optional<Resolution> literal = SystemLookup.literal(host);
        if (literal.isPresent()) {
            return literal.get();
        }
        if (!NAME.matcher(host).matches()) {
            return Resolution.none(Result.FAILED, "not a name that DNS can hold");
        }
        Duration half = deadline.remaining().dividedBy(2);
        Resolution ipv4 = ask(host, "A", deadline.sooner(half));
        if (ipv4.result() == Result.NO_SUCH_NAME) {
            return ipv4;
        }
        return both(ipv4, ask(host, "AAAA", deadline));
    }

    private static Resolution both(Resolution ipv4, Resolution ipv6) {
        List<InetAddress> all = new ArrayList<>(ipv4.addresses());
        all.addAll(ipv6.addresses());
        if (all.isEmpty()) {
            // An answer that says "no address" to one question does not make up for the other's silence.
            return ipv4.result() == Result.NO_ADDRESS ? ipv6 : ipv4;
        }
        return new Resolution(Result.FOUND, all, note("A", ipv4) + note("AAAA", ipv6));
    }

    private static String note(String type, Resolution answer) {
        return switch (answer.result()) {
            case FOUND, NO_ADDRESS -> "";
            case TIMED_OUT -> "no answer to the question for " + type + "; ";
            default -> "the question for " + type + " failed; ";
        };
    }

    // The DNS provider makes texts and nothing else, and NAME lets no URL through that would choose another provider.
    @SuppressWarnings("BanJNDI")
    private Resolution ask(String host, String type, Deadline deadline) {
        long millis = deadline.remaining().toMillis() / servers.size();
        if (millis == 0) {
            return Resolution.none(Result.TIMED_OUT, "");
        }
        try {
            InitialDirContext context = new InitialDirContext(environment(millis));
            try {
                return read(context.getAttributes(host, new String[] {type}), type);
            } finally {
                context.close();
            }
        } catch (NameNotFoundException e) {
            return Resolution.none(Result.NO_SUCH_NAME, "");
        } catch (NamingException e) {
            return e.getRootCause() instanceof SocketTimeoutException
                    ? Resolution.none(Result.TIMED_OUT, "")
                    : Resolution.none(Result.FAILED, Redaction.describe(e));
        }
    }

    @SuppressWarnings("JdkObsolete") // JNDI takes no other map.
    private Hashtable<String, String> environment(long millis) {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, providerUrl);
        environment.put("com.sun.jndi.dns.timeout.initial", Long.toString(millis));
        environment.put("com.sun.jndi.dns.timeout.retries", "1");
        return environment;
    }

    private static Resolution read(Attributes attributes, String type) throws NamingException {
        Attribute records = attributes.get(type);
        Set<InetAddress> addresses = new LinkedHashSet<>();
        if (records != null) {
            NamingEnumeration<?> values = records.getAll();
            while (values.hasMore()) {
                addresses.add(address(String.valueOf(values.next())));
            }
        }
        return addresses.isEmpty() ? Resolution.none(Result.NO_ADDRESS, "") : Resolution.found(List.copyOf(addresses));
    }

    private static InetAddress address(String text) throws NamingException {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            NamingException unreadable = new NamingException("a record that is no address");
            unreadable.initCause(e);
            throw unreadable;
        }
    }
}
