package io.handclasp.websocket.jcache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.jgroups.JChannel;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.TP;
import org.jgroups.stack.ProtocolStack;

/** A real Infinispan node on loopback. */
final class InfinispanMember implements AutoCloseable {
    private static final String CONFIGURATION = """
            <infinispan>
              <jgroups>
                <stack name="loopback" extends="tcp">
                  <TCP bind_addr="127.0.0.1" bind_port="%d" port_range="0" diag.enabled="false" stack.combine="COMBINE"/>
                  <TCPPING initial_hosts="%s" port_range="0" stack.combine="REPLACE" stack.position="MPING"/>
                  <pbcast.GMS join_timeout="500" stack.combine="COMBINE"/>
                  <FD_ALL3 timeout="1500" interval="300" stack.combine="COMBINE"/>
                  <MERGE3 min_interval="300" max_interval="1000" stack.combine="COMBINE"/>
                </stack>
              </jgroups>
              <cache-container name="c" statistics="false">
                <transport stack="loopback" cluster="%s"/>
                <replicated-cache name="verdicts" mode="SYNC" remote-timeout="2000"/>
                <replicated-cache name="revocations" mode="SYNC" remote-timeout="2000">
                  <partition-handling when-split="DENY_READ_WRITES"/>
                </replicated-cache>
              </cache-container>
            </infinispan>
            """;

    private final CacheManager manager;

    InfinispanMember(Path directory, String cluster, int port, List<Integer> all) throws IOException {
        String hosts = all.stream().map(each -> "127.0.0.1[" + each + "]").collect(Collectors.joining(","));
        Path file = directory.resolve("infinispan-" + port + ".xml");
        Files.writeString(file, CONFIGURATION.formatted(port, hosts, cluster));
        manager = Caching.getCachingProvider("org.infinispan.jcache.embedded.JCachingProvider")
                .getCacheManager(file.toUri(), InfinispanMember.class.getClassLoader());
    }

    Cache<String, byte[]> cache(String name) {
        return manager.getCache(name);
    }

    TestNode node() {
        return new TestNode(cache("verdicts"), cache("revocations"), Duration.ofSeconds(2));
    }

    /** From now on hears and says nothing, or goes on as before. */
    void cut(boolean cut) throws Exception {
        ProtocolStack stack = channel().getProtocolStack();
        DISCARD discard = stack.findProtocol(DISCARD.class);
        if (discard == null) {
            discard = new DISCARD();
            stack.insertProtocol(discard, ProtocolStack.Position.ABOVE, TP.class);
        }
        discard.discardAll(cut);
    }

    /** By reflection: javac would read annotations of the engine's that are on no class path, and warn of them. */
    private JChannel channel() throws ReflectiveOperationException {
        Class<?> engine = Class.forName("org.infinispan.manager.EmbeddedCacheManager");
        Class<?> registry = Class.forName("org.infinispan.factories.GlobalComponentRegistry");
        Class<?> transport = Class.forName("org.infinispan.remoting.transport.jgroups.JGroupsTransport");
        Object components = registry.getMethod("of", engine).invoke(null, manager.unwrap(engine));
        Object found = registry.getMethod("getComponent", Class.class)
                .invoke(components, Class.forName("org.infinispan.remoting.transport.Transport"));
        return (JChannel) transport.getMethod("getChannel").invoke(found);
    }

    @Override
    public void close() {
        manager.close();
    }
}
