package io.handclasp.websocket.jcache;

/**
 * What became of a cache's operations since the start. Immutable.
 *
 * @param hits look-ups that found a verdict
 * @param misses look-ups that found none, or none that is believed
 * @param failed operations that failed
 * @param late look-ups that nobody waited for any more
 * @param skipped operations that were not tried: too many were under way, or the cache was left alone
 * @param distrusted values that were not believed: changed, moved, cut, foreign, or sealed with an unknown key
 */
public record CacheCounts(long hits, long misses, long failed, long late, long skipped, long distrusted) {}
