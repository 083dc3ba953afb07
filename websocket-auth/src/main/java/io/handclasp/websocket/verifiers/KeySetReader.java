package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import io.handclasp.websocket.transport.TransportResponse;
import java.security.Provider;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a JWK set (RFC 7517). One unreadable key does not spoil the others: issuers publish kinds to come. */
final class KeySetReader {
    /** Far above what issuers publish; a set beyond it is somebody's mistake or attack. */
    private static final int MAX_KEYS = 100;

    private static final Logger log = LoggerFactory.getLogger(KeySetReader.class);

    private final @Nullable Provider provider;

    KeySetReader(@Nullable Provider provider) {
        this.provider = provider;
    }

    /** The keys for signatures; throws when there is none, so that an empty answer never replaces good keys. */
    List<VerificationKey> read(String who, TransportResponse response) {
        Map<String, Object> document = HttpAnswers.readObject(who, response);
        if (!(document.get("keys") instanceof List<?> entries)) {
            throw HttpAnswers.unreadable(who, "its answer has no array \"keys\"");
        }
        if (entries.size() > MAX_KEYS) {
            throw HttpAnswers.unreadable(who, "its key set has more than " + MAX_KEYS + " keys");
        }
        List<VerificationKey> keys = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            readKey(who, i, entries.get(i), keys);
        }
        if (keys.isEmpty()) {
            throw HttpAnswers.unreadable(who, "its key set holds no key that verifies signatures");
        }
        return keys;
    }

    private void readKey(String who, int position, @Nullable Object entry, List<VerificationKey> keys) {
        if (!(entry instanceof Map<?, ?> map)) {
            throw HttpAnswers.unreadable(who, "its key set holds something that is no key");
        }
        @SuppressWarnings("unchecked") // the keys of a JSON object are strings
        Map<String, Object> members = (Map<String, Object>) map;
        try {
            JWK jwk = JWK.parse(members);
            if (jwk.isPrivate()) {
                log.warn(
                        "{}: key {} of its set is left out, it is private: whoever reads the set could sign with it",
                        who,
                        position);
                return;
            }
            VerificationKey.of(jwk, provider).ifPresent(keys::add);
        } catch (ParseException | JOSEException | IllegalArgumentException unreadable) {
            log.warn(
                    "{}: key {} of its set is left out, it cannot be read ({})",
                    who,
                    position,
                    unreadable.getClass().getSimpleName());
        }
    }
}
