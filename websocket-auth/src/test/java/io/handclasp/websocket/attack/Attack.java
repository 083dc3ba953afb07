package io.handclasp.websocket.attack;

/**
 * One token that must never be admitted.
 *
 * @param family what kind of attack it is
 * @param name what is wrong with it
 * @param token its text, as a client sends it; it need not be a token at all
 */
record Attack(Family family, String name, String token) {
    /** Without the token: this goes into the messages of failed tests. */
    @Override
    public String toString() {
        return family + ": " + name;
    }
}
