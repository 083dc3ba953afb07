package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.JWSHeader;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * One fetch of a key set. The keys never change; what was learnt with them, the headers whose signature fitted one of
 * them, is forgotten with them.
 */
final class KeySet {
    /** More than any issuer signs with at once. Headers that came with a good signature fill it, nothing else does. */
    private static final int MAX_HEADERS = 256;

    private final List<VerificationKey> keys;
    private final long fetchedAtNanos;
    private final ConcurrentMap<String, PreparedHeader> headers = new ConcurrentHashMap<>();

    /**
     * A header, parsed and found acceptable, with the keys that may have signed under it. They are more than one when the
     * header names no key, or when two keys share an id.
     *
     * @param header the header
     * @param candidates the keys
     */
    record PreparedHeader(JWSHeader header, List<VerificationKey> candidates) {}

    KeySet(List<VerificationKey> keys, long fetchedAtNanos) {
        this.keys = List.copyOf(keys);
        this.fetchedAtNanos = fetchedAtNanos;
    }

    long fetchedAtNanos() {
        return fetchedAtNanos;
    }

    /** The header with the keys that may have signed under it: of the named id, when one is named, and of the algorithm. */
    PreparedHeader prepare(JWSHeader header) {
        return new PreparedHeader(
                header, keys.stream().filter(key -> key.fits(header)).toList());
    }

    /** Whether there is a key of the id that the header names, of whatever algorithm. */
    boolean knowsIdOf(JWSHeader header) {
        return header.getKeyID() != null && keys.stream().anyMatch(key -> key.hasIdOf(header));
    }

    @Nullable
    PreparedHeader prepared(String encodedHeader) {
        return headers.get(encodedHeader);
    }

    void remember(String encodedHeader, PreparedHeader prepared) {
        if (headers.size() < MAX_HEADERS) {
            headers.put(encodedHeader, prepared);
        }
    }
}
