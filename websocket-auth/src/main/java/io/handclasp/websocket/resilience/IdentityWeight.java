package io.handclasp.websocket.resilience;

import io.handclasp.websocket.verify.Identity;
import java.util.Collection;
import java.util.Map;

/** Estimates how much memory an identity takes, so that a cache of them has a bound in bytes. */
final class IdentityWeight {
    /** An identity with its optional parts, and the cache's own entry. */
    private static final int BASE_BYTES = 480;

    private static final int REFERENCE_BYTES = 48;
    private static final int TEXT_BYTES = 56;

    private IdentityWeight() {}

    static int bytes(Identity identity) {
        long bytes = BASE_BYTES
                + of(identity.subject())
                + of(identity.audience())
                + of(identity.scopes())
                + of(identity.claims());
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }

    /** Claims are strings, numbers, booleans, lists and maps, and no deeper than their JSON was allowed to be. */
    private static long of(Object value) {
        if (value instanceof CharSequence text) {
            return TEXT_BYTES + 2L * text.length();
        }
        long bytes = REFERENCE_BYTES;
        if (value instanceof Collection<?> elements) {
            for (Object element : elements) {
                bytes += of(element);
            }
        } else if (value instanceof Map<?, ?> members) {
            for (Map.Entry<?, ?> member : members.entrySet()) {
                bytes += of(member.getKey()) + of(member.getValue());
            }
        }
        return bytes;
    }
}
