package io.handclasp.examples.quickstart.agent;

/** What the embedded system is made of, and can lose for good. */
public enum Part {
    /** Who issues and judges tokens. */
    AUTH_SERVICE,
    /** Where the facts are kept. */
    DATABASE,
    /** The service with the facts. */
    FACTS,
    /** The server of the chat. */
    CHAT
}
