package io.handclasp.examples.quickstart.service;

import io.handclasp.core.Redaction;
import io.handclasp.drift.source.ConfigFormat;
import io.handclasp.examples.quickstart.service.ServiceSettings.Drift;
import io.handclasp.examples.quickstart.service.ServiceSettings.Expected;
import io.handclasp.examples.quickstart.service.ServiceSettings.Golden;
import io.handclasp.examples.quickstart.service.ServiceSettings.HostAndPort;
import io.handclasp.examples.quickstart.usage.Numbers;
import io.handclasp.examples.quickstart.usage.UsageException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a file may name beside the endpoint, the token and its judge. */
final class OptionalSettings {
    private final SettingsFile settings;

    OptionalSettings(SettingsFile settings) {
        this.settings = settings;
    }

    /** What stands between commas. */
    List<String> list(String name) {
        return settings.optional(name).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    Map<String, URI> addresses(String name) throws UsageException {
        Map<String, URI> addresses = new LinkedHashMap<>();
        for (Map.Entry<String, String> pair : pairs(name, "name=https://...").entrySet()) {
            addresses.put(pair.getKey(), SettingsFile.address(name, pair.getValue(), "https", "http"));
        }
        return addresses;
    }

    Map<String, HostAndPort> hosts(String name) throws UsageException {
        Map<String, HostAndPort> hosts = new LinkedHashMap<>();
        for (Map.Entry<String, String> pair : pairs(name, "name=host:port").entrySet()) {
            int colon = pair.getValue().lastIndexOf(':');
            if (colon < 1) {
                throw refused(name, pair.getKey() + "=" + pair.getValue(), "name=host:port");
            }
            int port = (int) Numbers.parse(name, pair.getValue().substring(colon + 1), 1, 65_535);
            hosts.put(pair.getKey(), new HostAndPort(pair.getValue().substring(0, colon), port));
        }
        return hosts;
    }

    Optional<Drift> drift() throws UsageException {
        if (settings.optional("drift.description").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Drift(
                settings.file("drift.description"),
                settings.oneOf("drift.format", ConfigFormat.CLOUD_RUN, ConfigFormat.values()),
                settings.file("drift.baseline")));
    }

    Optional<Golden> golden() throws UsageException {
        if (settings.optional("golden.expect").isEmpty()) {
            return Optional.empty();
        }
        List<Expected> expected = new ArrayList<>();
        for (String text : list("golden.expect")) {
            int equals = text.indexOf('=');
            if (!text.startsWith("/") || equals < 2) {
                throw refused("golden.expect", text, "/pointer=value");
            }
            expected.add(new Expected(text.substring(0, equals), text.substring(equals + 1)));
        }
        return Optional.of(new Golden(settings.optional("golden.send"), expected));
    }

    /** Drills need a new user each time, so they take an endpoint that gives new tokens. */
    boolean drills() throws UsageException {
        boolean wanted = settings.oneOf("drills", Switch.FALSE, Switch.values()) == Switch.TRUE;
        if (wanted && settings.optional("token.endpoint").isEmpty()) {
            throw new UsageException(
                    "drills was true, must be false without token.endpoint: a drill takes many tokens.");
        }
        return wanted;
    }

    private enum Switch {
        TRUE,
        FALSE
    }

    private Map<String, String> pairs(String name, String form) throws UsageException {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : list(name)) {
            int equals = text.indexOf('=');
            if (equals < 1 || !text.substring(0, equals).strip().matches("[a-z0-9]+(-[a-z0-9]+)*")) {
                throw refused(name, text, form + ", with a name of lower-case words joined by hyphens");
            }
            if (pairs.put(
                            text.substring(0, equals).strip(),
                            text.substring(equals + 1).strip())
                    != null) {
                throw refused(name, text, "each name once");
            }
        }
        return pairs;
    }

    private static UsageException refused(String name, String text, String accepted) {
        return new UsageException(name + " was " + Redaction.scrub(text) + ", must be " + accepted + ".");
    }
}
