package io.handclasp.core;

/**
 * One kind of secret in text. Every rule sees the original text, so none can take away what another one goes by. A rule
 * takes time linear in the length of the text and never throws. In doubt it hides too much rather than too little.
 */
@FunctionalInterface
interface RedactionRule {
    /** Finds the secrets in the text and hides them. */
    void apply(Redactable text);
}
