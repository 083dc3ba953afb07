package io.handclasp.websocket.jcache;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was behind a seal: a value, or why there is none that is believed. Immutable. */
final class Sealed {
    private final byte @Nullable [] plain;
    private final @Nullable Trouble trouble;

    private Sealed(byte @Nullable [] plain, @Nullable Trouble trouble) {
        this.plain = plain;
        this.trouble = trouble;
    }

    static Sealed of(byte[] plain) {
        return new Sealed(plain, null);
    }

    static Sealed not(Trouble trouble) {
        return new Sealed(null, trouble);
    }

    Optional<byte[]> value() {
        return Optional.ofNullable(plain);
    }

    /** Null when there is a value. */
    @Nullable
    Trouble trouble() {
        return trouble;
    }
}
