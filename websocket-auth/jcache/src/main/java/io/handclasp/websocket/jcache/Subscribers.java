package io.handclasp.websocket.jcache;

import io.handclasp.core.Redaction;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.RevocationFeed;
import io.handclasp.websocket.revocation.RevocationSink;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told of revocations. Thread-safe. */
final class Subscribers {
    private static final Logger log = LoggerFactory.getLogger(Subscribers.class);

    private final List<Place> places = new CopyOnWriteArrayList<>();
    private final Set<Revocation> beingTold =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    /** A place of its own, so that one who comes twice can leave once. */
    private static final class Place {
        private final RevocationSink sink;

        Place(RevocationSink sink) {
            this.sink = sink;
        }
    }

    RevocationFeed.Subscription add(RevocationSink sink) {
        Place own = new Place(sink);
        places.add(own);
        return () -> places.remove(own);
    }

    /** Whether this very object is being told: a subscriber tells it back. */
    boolean areBeingTold(Revocation revocation) {
        return beingTold.contains(revocation);
    }

    void tell(Revocation revocation) {
        beingTold.add(revocation);
        try {
            for (Place place : places) {
                tell(place, revocation);
            }
        } finally {
            beingTold.remove(revocation);
        }
    }

    private static void tell(Place place, Revocation revocation) {
        try {
            place.sink.revoke(revocation);
        } catch (RuntimeException | Error bug) {
            log.error("a subscriber failed at a revocation: {}", Redaction.describe(bug));
        }
    }

    void clear() {
        places.clear();
    }
}
