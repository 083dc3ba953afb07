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

/** A real Infinispan node on loopback. */
final class InfinispanMember implements AutoCloseable {
    private static final String CONFIGURATION = """
            <infinispan>
              <jgroups>
                <stack name="loopback" extends="tcp">
                  <TCP bind_addr="127.0.0.1" bind_port="%d" port_range="0" diag.enabled="false" stack.combine="COMBINE"/>
                  <TCPPING initial_hosts="%s" port_range="0" stack.combine="REPLACE" stack.position="MPING"/>
                  <pbcast.GMS join_timeout="500" stack.combine="COMBINE"/>
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

    @Override
    public void close() {
        manager.close();
    }
}
