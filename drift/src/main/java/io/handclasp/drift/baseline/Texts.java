package io.handclasp.drift.baseline;

import io.handclasp.core.Secret;
import io.handclasp.drift.ConfigValue;
import java.util.Optional;

/** The one place in this package where secrets are revealed: to be judged, never to be shown. */
final class Texts {
    private Texts() {}

    /** The text of a value; empty for a reference, whose text stands elsewhere. */
    static Optional<String> of(ConfigValue value) {
        if (value instanceof ConfigValue.Plain plain) {
            return Optional.of(plain.text());
        }
        return value instanceof ConfigValue.Sensitive sensitive
                ? Optional.of(sensitive.secret().map(Secret::reveal).orElse(""))
                : Optional.empty();
    }
}
