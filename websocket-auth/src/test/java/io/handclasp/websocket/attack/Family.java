package io.handclasp.websocket.attack;

/** The kinds of attack, in the order of {@code docs/attacks.md}. */
enum Family {
    ALG_NONE("`alg: none` in all spellings, with and without a signature"),
    KEY_CONFUSION("HMAC with a public key as the secret (DER, PEM, JWK, modulus)"),
    FOREIGN_KEY("keys that the token brings or points to (`jwk`, `jku`, `x5u`, `x5c`)"),
    KEY_ID("key ids with paths, SQL, NUL, and very long ones"),
    CRITICAL("extensions called critical (`crit`), payload not encoded (`b64`)"),
    DUPLICATE("one name twice in the header or the payload, in either order"),
    ENCRYPTED("encrypted, compressed and nested tokens"),
    ECDSA("ECDSA: zeros, the order, DER, wrong lengths, wrong curves"),
    EDDSA("EdDSA: points of small order, S beyond the order, wrong lengths"),
    SIGNATURE("signatures of others, changed, of another algorithm"),
    TRUNCATED("every beginning of a good token"),
    FORM("other spellings of base64url, other numbers of parts, no JSON, no UTF-8"),
    SIZE("oversized tokens, deeply nested JSON"),
    TIME("`exp`, `nbf` and `iat` of other times, types and sizes"),
    AUDIENCE("audiences of others, and of odd types"),
    ISSUER("issuers of others, and spelled almost right"),
    SUBJECT("subjects that are missing, of odd types, or no text"),
    STATEMENT("signed statements that are no access tokens");

    private final String text;

    Family(String text) {
        this.text = text;
    }

    /** A line for the table. */
    String text() {
        return text;
    }
}
