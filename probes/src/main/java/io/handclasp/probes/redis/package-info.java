/**
 * Probes of Redis through Jedis, which the host brings along ({@code redis.clients:jedis}). Start at
 * {@link io.handclasp.probes.redis.RedisProbeBuilder}.
 */
@NullMarked
package io.handclasp.probes.redis;

import org.jspecify.annotations.NullMarked;
