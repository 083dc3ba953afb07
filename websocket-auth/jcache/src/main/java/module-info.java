/** Verdicts and revocations that nodes share through a JCache engine of the host's choice. */
module io.handclasp.websocket.jcache {
    requires static transitive org.jspecify;
    requires transitive io.handclasp.websocket;
    requires transitive cache.api;
    requires org.slf4j;

    exports io.handclasp.websocket.jcache;
}
