package io.handclasp.probes.net;

import io.handclasp.core.Secret;
import io.handclasp.core.Settings;
import io.handclasp.probes.Probe;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Makes probes that do a TLS handshake and look at the certificates: trusted or not, for this host or not, and when each
 * element of the chain expires. Not thread-safe; the probes are.
 *
 * <p>The handshake is carried through although a certificate is bad, to see all of it. Nothing is sent after it.
 */
public final class TlsProbeBuilder extends HostProbeBuilder<TlsProbeBuilder> {
    private static final Duration DEFAULT_WARNING = Duration.ofDays(21);
    private static final Duration LONGEST_WARNING = Duration.ofDays(3_650);

    private final Target target;
    private Duration warnBefore = DEFAULT_WARNING;
    private Duration failBefore = Duration.ZERO;
    private Set<String> protocols = Set.of("TLSv1.2", "TLSv1.3");
    private Optional<KeyStore> trustStore = Optional.empty();
    private TlsIdentity identity = TlsIdentity.NONE;

    private TlsProbeBuilder(Target target) {
        this.target = target;
    }

    /**
     * Starts with where to connect to.
     *
     * @param host a host name, which the certificate must be for, or an IP address
     * @param port 1 to 65535
     * @return the builder
     * @throws IllegalArgumentException when one of them cannot be used
     */
    public static TlsProbeBuilder to(String host, int port) {
        return new TlsProbeBuilder(new Target(host, port));
    }

    @Override
    TlsProbeBuilder self() {
        return this;
    }

    /**
     * Sets how long before the end of any element of the chain the outcome is WARN. Default: 21 days.
     *
     * @param warnBefore 0 to 3650 days
     * @return this builder
     * @throws IllegalArgumentException when it is out of range
     */
    public TlsProbeBuilder warnBefore(Duration warnBefore) {
        this.warnBefore = Settings.requireWithin("warnBefore", warnBefore, Duration.ZERO, LONGEST_WARNING);
        return this;
    }

    /**
     * Sets how long before the end of any element of the chain the outcome is DOWN. Default: zero, when it has expired.
     *
     * @param failBefore 0 to 3650 days; not more than {@code warnBefore}
     * @return this builder
     * @throws IllegalArgumentException when it is out of range
     */
    public TlsProbeBuilder failBefore(Duration failBefore) {
        this.failBefore = Settings.requireWithin("failBefore", failBefore, Duration.ZERO, LONGEST_WARNING);
        return this;
    }

    /**
     * Sets the accepted protocols. Default: TLSv1.2 and TLSv1.3. Only these are offered.
     *
     * @param protocols names as the JDK has them, at least one
     * @return this builder
     * @throws IllegalArgumentException when there is none or one is blank
     */
    public TlsProbeBuilder protocols(String... protocols) {
        Set<String> all = Set.of(protocols);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("protocols was empty, must be at least one such as TLSv1.3");
        }
        all.forEach(each -> Settings.requireText("protocols", each));
        this.protocols = all;
        return this;
    }

    /**
     * Sets what is trusted. Default: what the JDK trusts.
     *
     * @param trustStore holds the certificates of authorities
     * @return this builder
     */
    public TlsProbeBuilder trustStore(KeyStore trustStore) {
        this.trustStore = Optional.of(trustStore);
        return this;
    }

    /**
     * Sets who this client is, for servers that ask for a client's certificate. Default: nobody.
     *
     * @param keyStore holds a private key and its certificates
     * @param password opens the key
     * @return this builder
     * @throws IllegalArgumentException when the key store cannot be used
     */
    public TlsProbeBuilder clientKeys(KeyStore keyStore, Secret password) {
        this.identity = TlsIdentity.of(keyStore, password);
        return this;
    }

    /**
     * Makes the probe.
     *
     * @return the probe
     * @throws IllegalArgumentException when {@code failBefore} is more than {@code warnBefore}, or the trust store cannot be
     *     used
     */
    public Probe build() {
        if (failBefore.compareTo(warnBefore) > 0) {
            throw new IllegalArgumentException("failBefore was " + failBefore + " and warnBefore was " + warnBefore
                    + ", failBefore must not be more than warnBefore");
        }
        CertificateJudge judge = new CertificateJudge(target, warnBefore, failBefore);
        return new RemoteProbe(
                new TlsProbe(target, resolver(), protocols, TrustManagers.of(trustStore), identity, judge));
    }
}
