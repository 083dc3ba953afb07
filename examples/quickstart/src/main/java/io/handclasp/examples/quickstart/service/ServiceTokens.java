package io.handclasp.examples.quickstart.service;

import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import io.handclasp.examples.quickstart.agent.TokenEndpoint;
import io.handclasp.examples.quickstart.service.ServiceSettings.TokenOrigin;
import io.handclasp.examples.quickstart.usage.UsageException;
import io.handclasp.websocket.token.BearerToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;

/** Tokens of the user that the file names: one that is given, or new ones. Thread-safe. */
@FunctionalInterface
interface ServiceTokens {
    /** A good token. */
    Secret next() throws IOException;

    /** The same for those who cannot be told that there is none. */
    default Secret nextUnchecked() {
        try {
            return next();
        } catch (IOException away) {
            throw new UncheckedIOException("no token", away);
        }
    }

    /** The same as a login of the validator's. */
    default Secret login(int user, Deadline deadline) throws IOException {
        return next();
    }

    static ServiceTokens of(TokenOrigin origin, HttpClient httpClient) throws UsageException {
        if (origin instanceof TokenOrigin.ClientCredentials client) {
            TokenEndpoint endpoint = new TokenEndpoint(
                    httpClient, client.endpoint(), client.clientId(), client.clientSecret(), client.scope());
            return endpoint::fetch;
        }
        Secret token = ((TokenOrigin.Given) origin).token();
        if (BearerToken.parse(token.reveal()).isEmpty()) {
            throw new UsageException("what token or token.file holds cannot be a bearer token:"
                    + " it must have letters, digits and -._~+/= only (RFC 6750, section 2.1).");
        }
        return () -> token;
    }
}
