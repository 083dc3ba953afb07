package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.JWSHeader;
import java.nio.charset.StandardCharsets;
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
    /** The one that came last: most tokens of an issuer have the same, and comparing costs less than looking it up. */
    private volatile @Nullable Latest latest;

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

    /** The header of this token, when a token with the same was found to be signed by one of the keys. */
    @Nullable
    PreparedHeader prepared(SignedToken token) {
        Latest last = latest;
        if (last != null && token.hasHeader(last.encoded)) {
            return last.prepared;
        }
        String encoded = token.encodedHeader();
        PreparedHeader prepared = headers.get(encoded);
        if (prepared != null) {
            latest = new Latest(encoded, prepared);
        }
        return prepared;
    }

    /** Keeps the header of a token that one of the keys has signed. */
    void remember(SignedToken token, PreparedHeader prepared) {
        if (headers.size() < MAX_HEADERS) {
            headers.put(token.encodedHeader(), prepared);
        }
    }

    /** Never changes: its array is not handed out. */
    private static final class Latest {
        private final byte[] encoded;
        private final PreparedHeader prepared;

        Latest(String encoded, PreparedHeader prepared) {
            this.encoded = encoded.getBytes(StandardCharsets.ISO_8859_1);
            this.prepared = prepared;
        }
    }
}
