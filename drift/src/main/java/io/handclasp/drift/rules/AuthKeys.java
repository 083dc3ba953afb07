package io.handclasp.drift.rules;

import io.handclasp.core.Settings;

/**
 * The names of the settings by which a service reaches the one that judges its tokens.
 *
 * @param url its address; default {@code AUTH_URL}
 * @param internalUrl its address inside of the private network; default {@code AUTH_INTERNAL_URL}
 * @param key the secret by which this service proves itself to it; default {@code AUTH_KEY}
 */
public record AuthKeys(String url, String internalUrl, String key) {
    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException when one is blank
     */
    public AuthKeys {
        Settings.requireText("url", url);
        Settings.requireText("internalUrl", internalUrl);
        Settings.requireText("key", key);
    }

    /**
     * The default names.
     *
     * @return the names
     */
    public static AuthKeys standard() {
        return new AuthKeys("AUTH_URL", "AUTH_INTERNAL_URL", "AUTH_KEY");
    }
}
