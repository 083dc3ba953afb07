package io.handclasp.probes.net;

import io.handclasp.core.Settings;

/** A host and a port. */
record Target(String host, int port) {
    private static final int MAX_HOST_LENGTH = 253;

    Target {
        Settings.requireText("host", host);
        // Whatever has such a character is a URL or has credentials in it, so it is not shown.
        if (host.length() > MAX_HOST_LENGTH || host.chars().anyMatch(c -> c <= ' ' || "/@?#\\\"'".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("host had " + host.length()
                    + " characters with some that no host name has, must be a host name or an IP address, not a URL");
        }
        Settings.requireRange("port", port, 1, 65_535);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
