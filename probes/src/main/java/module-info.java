/** Probes: small checks of what a host depends on. Start at {@link io.handclasp.probes.Probe}. */
module io.handclasp.probes {
    requires static transitive org.jspecify;
    requires transitive io.handclasp.core;
    requires transitive java.sql;
    requires com.nimbusds.jose.jwt;
    requires jakarta.websocket;
    requires jakarta.websocket.client;
    requires java.naming;
    // JNDI finds it by name only.
    requires jdk.naming.dns;
    requires org.glassfish.tyrus.client;
    requires org.glassfish.tyrus.container.jdk.client;
    requires org.glassfish.tyrus.core;
    requires org.slf4j;
    requires static redis.clients.jedis;
    requires static micrometer.core;

    exports io.handclasp.probes.auth;
    exports io.handclasp.probes.kinds;
    exports io.handclasp.probes.micrometer;
    exports io.handclasp.probes.monitor;
    exports io.handclasp.probes.net;
    exports io.handclasp.probes.redis;
    exports io.handclasp.probes.report;
    exports io.handclasp.probes.sql;
    exports io.handclasp.probes.websocket;
    exports io.handclasp.probes;
}
