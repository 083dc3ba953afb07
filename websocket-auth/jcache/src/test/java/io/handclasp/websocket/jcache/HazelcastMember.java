package io.handclasp.websocket.jcache;

import com.hazelcast.cache.HazelcastCachingProvider;
import com.hazelcast.cache.impl.HazelcastServerCachingProvider;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.util.List;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;

/** A real member of a Hazelcast cluster on loopback, which calls nobody. */
final class HazelcastMember implements AutoCloseable {
    final HazelcastInstance instance;
    private final CacheManager manager;

    HazelcastMember(String cluster, int port, List<Integer> others) {
        Config config = new Config();
        config.setClusterName(cluster);
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.partition.count", "11");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.setProperty("hazelcast.merge.first.run.delay.seconds", "1");
        config.setProperty("hazelcast.merge.next.run.delay.seconds", "1");
        config.setProperty("hazelcast.operation.call.timeout.millis", "2000");
        config.setProperty("hazelcast.graceful.shutdown.max.wait", "5");
        NetworkConfig network = config.getNetworkConfig();
        network.setPort(port).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).addMember("127.0.0.1:" + port);
        others.forEach(other -> join.getTcpIpConfig().addMember("127.0.0.1:" + other));
        instance = Hazelcast.newHazelcastInstance(config);
        manager = new HazelcastServerCachingProvider(instance)
                .getCacheManager(null, null, HazelcastCachingProvider.propertiesByInstanceItself(instance));
    }

    Cache<String, byte[]> cache(String name) {
        Cache<String, byte[]> there = manager.getCache(name, String.class, byte[].class);
        return there != null
                ? there
                : manager.createCache(
                        name, new MutableConfiguration<String, byte[]>().setTypes(String.class, byte[].class));
    }

    TestNode node() {
        return new TestNode(cache("verdicts"), cache("revocations"));
    }

    int members() {
        return instance.getCluster().getMembers().size();
    }

    /** As a process ends that is killed: nobody is told. */
    void kill() {
        instance.getLifecycleService().terminate();
    }

    @Override
    public void close() {
        instance.getLifecycleService().terminate();
    }
}
