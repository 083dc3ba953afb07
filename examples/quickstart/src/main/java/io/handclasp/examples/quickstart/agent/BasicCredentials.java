package io.handclasp.examples.quickstart.agent;

import io.handclasp.core.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A client's id and secret as an {@code Authorization} header: {@code client_secret_basic} of RFC 6749, 2.3.1. */
public final class BasicCredentials {
    private BasicCredentials() {}

    public static String header(String clientId, Secret clientSecret) {
        String pair = encode(clientId) + ":" + encode(clientSecret.reveal());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
