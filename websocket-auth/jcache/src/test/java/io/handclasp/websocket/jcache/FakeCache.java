package io.handclasp.websocket.jcache;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.EventType;

/** An engine in memory, with as many views of one cache as a test wants, each of which can fail, hang, or be deaf. */
final class FakeCache {
    final Map<String, Object> entries = new ConcurrentHashMap<>();
    private final List<Node> nodes = new CopyOnWriteArrayList<>();
    private FakeCache verdicts;

    /** A second cache of the same engine. */
    synchronized FakeCache verdicts() {
        if (verdicts == null) {
            verdicts = new FakeCache();
        }
        return verdicts;
    }

    /** One node's view. The methods that are called by name are those of {@link Cache}. */
    final class Node {
        volatile boolean gone;
        volatile boolean deaf;
        volatile CountDownLatch hanging = new CountDownLatch(0);
        final AtomicInteger calls = new AtomicInteger();
        /** Events are told at once, unless a test wants to tell them itself. */
        volatile Consumer<Runnable> delivery = Runnable::run;

        private final Map<Object, CacheEntryCreatedListener<String, byte[]>> listeners = new ConcurrentHashMap<>();

        @SuppressWarnings("unchecked")
        Cache<String, byte[]> cache() {
            return (Cache<String, byte[]>) Proxy.newProxyInstance(
                    FakeCache.class.getClassLoader(),
                    new Class<?>[] {Cache.class},
                    (proxy, method, arguments) -> invoke(proxy, method, arguments));
        }

        private Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("getName")) {
                return "fake";
            }
            calls.incrementAndGet();
            hanging.await();
            if (gone) {
                throw new CacheException("the cache is gone");
            }
            Class<?>[] types =
                    method.getName().equals("iterator") ? new Class<?>[] {Object.class} : method.getParameterTypes();
            Object[] given = method.getName().equals("iterator") ? new Object[] {proxy} : arguments;
            Method own = Node.class.getDeclaredMethod(method.getName(), types);
            try {
                return own.invoke(this, given);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }

        Object get(Object place) {
            return entries.get(place);
        }

        Map<String, Object> getAll(Set<?> places) {
            Map<String, Object> found = new HashMap<>(entries);
            found.keySet().retainAll(places);
            return found;
        }

        void put(Object place, Object value) {
            entries.put((String) place, value);
            for (Node node : nodes) {
                node.hear(node, (String) place, (byte[]) value);
            }
        }

        void removeAll(Set<?> places) {
            entries.keySet().removeAll(places);
        }

        Iterator<Cache.Entry<String, Object>> iterator(Object proxy) {
            List<Cache.Entry<String, Object>> all = new ArrayList<>();
            entries.forEach((place, value) -> all.add(new Entry(place, value)));
            return all.iterator();
        }

        void registerCacheEntryListener(CacheEntryListenerConfiguration<String, byte[]> configuration) {
            @SuppressWarnings("unchecked")
            var listener = (CacheEntryCreatedListener<String, byte[]>)
                    configuration.getCacheEntryListenerFactory().create();
            listeners.put(configuration, listener);
        }

        void deregisterCacheEntryListener(CacheEntryListenerConfiguration<String, byte[]> configuration) {
            listeners.remove(configuration);
        }

        int listeners() {
            return listeners.size();
        }

        private void hear(Node self, String place, byte[] value) {
            if (!deaf) {
                delivery.accept(() -> {
                    for (CacheEntryCreatedListener<String, byte[]> listener : listeners.values()) {
                        listener.onCreated(List.of(new Event(self.cache(), place, value)));
                    }
                });
            }
        }
    }

    Node node() {
        Node node = new Node();
        nodes.add(node);
        return node;
    }

    private record Entry(String getKey, Object getValue) implements Cache.Entry<String, Object> {
        @Override
        public String getKey() {
            return getKey;
        }

        @Override
        public Object getValue() {
            return getValue;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new IllegalArgumentException();
        }
    }

    private static final class Event extends CacheEntryEvent<String, byte[]> {
        private static final long serialVersionUID = 1L;
        private final String place;
        private final byte[] value;

        Event(Cache<String, byte[]> cache, String place, byte[] value) {
            super(cache, EventType.CREATED);
            this.place = place;
            this.value = value;
        }

        @Override
        public String getKey() {
            return place;
        }

        @Override
        public byte[] getValue() {
            return value;
        }

        @Override
        public byte[] getOldValue() {
            return null;
        }

        @Override
        public boolean isOldValueAvailable() {
            return false;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new IllegalArgumentException();
        }
    }
}
