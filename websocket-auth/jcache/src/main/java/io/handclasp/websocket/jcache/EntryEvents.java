package io.handclasp.websocket.jcache;

import java.io.Serializable;
import java.util.UUID;
import java.util.function.BiConsumer;
import javax.cache.configuration.Factory;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryUpdatedListener;
import org.jspecify.annotations.Nullable;

/**
 * Makes the listener of one node. An engine may send a copy to its other members, where there is nobody to be told: the copy makes
 * a listener that does nothing.
 */
final class EntryEvents implements Factory<CacheEntryListener<String, byte[]>>, Serializable {
    private static final long serialVersionUID = 1L;

    private final String id = UUID.randomUUID().toString();

    @SuppressWarnings("serial") // it stays here
    private final transient @Nullable BiConsumer<String, @Nullable Object> sink;

    EntryEvents(BiConsumer<String, @Nullable Object> sink) {
        this.sink = sink;
    }

    @Override
    public CacheEntryListener<String, byte[]> create() {
        return new Listener(sink);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EntryEvents that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Hands each event on. */
    private static final class Listener
            implements CacheEntryCreatedListener<String, byte[]>, CacheEntryUpdatedListener<String, byte[]> {
        private final @Nullable BiConsumer<String, @Nullable Object> sink;

        Listener(@Nullable BiConsumer<String, @Nullable Object> sink) {
            this.sink = sink;
        }

        @Override
        public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends byte[]>> events) {
            handOn(events);
        }

        @Override
        public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends byte[]>> events) {
            handOn(events);
        }

        private void handOn(Iterable<CacheEntryEvent<? extends String, ? extends byte[]>> events) {
            if (sink == null) {
                return;
            }
            for (CacheEntryEvent<?, ?> event : events) {
                if (event.getKey() instanceof String place) {
                    sink.accept(place, event.getValue());
                }
            }
        }
    }
}
