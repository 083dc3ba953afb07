package io.handclasp.probes.redis;

import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeDocs;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.net.ProbeConnections;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** Speaks to Redis over a connection that keeps the deadline. Nothing of a password reaches an outcome. */
record RedisProbe(RedisTarget target, Optional<String> user, Optional<Supplier<Secret>> password) implements Probe {
    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public ProbeOutcome check(Deadline deadline) throws InterruptedException {
        JedisClientConfig config = config();
        TimeSource time = deadline.timeSource();
        long start = time.nanoTime();
        Map<String, Duration> phases = new LinkedHashMap<>();
        try (Socket socket = target.connect(deadline)) {
            phases.put("connect", Duration.ofNanos(time.nanoTime() - start));
            long connected = time.nanoTime();
            ProbeOutcome outcome = ping(socket, config);
            phases.put("ping", Duration.ofNanos(time.nanoTime() - connected));
            return outcome.withPhases(phases);
        } catch (IOException e) {
            return ProbeConnections.failed(target.toString(), e).withPhases(phases);
        }
    }

    private JedisClientConfig config() {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .protocol(RedisProtocol.RESP2)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        user.ifPresent(config::user);
        password.ifPresent(secret -> config.password(secret.get().reveal()));
        return config.build();
    }

    private ProbeOutcome ping(Socket socket, JedisClientConfig config) throws IOException {
        try (Jedis jedis = new Jedis(() -> socket, config)) {
            String answer = jedis.ping();
            return answer.equals("PONG")
                    ? ProbeOutcome.up(target + ": PONG")
                    : ProbeOutcome.down(target + ": PING was not answered with PONG")
                            .withHint(ProbeDocs.hint("see what listens on this port", "redis-failed"));
        } catch (JedisAccessControlException e) {
            return denied(String.valueOf(e.getMessage()));
        } catch (JedisConnectionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new EOFException("Redis closed the connection");
        } catch (JedisException e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    /** The first word of an error is its code; the rest may quote what was sent. */
    private static String code(String message) {
        int end = message.indexOf(' ');
        String code = end < 0 ? message : message.substring(0, end);
        return code.matches("[A-Z]{2,20}") ? code : "an error";
    }

    private ProbeOutcome denied(String message) {
        String code = code(message);
        String text = target + ": Redis answered " + code;
        return code.equals("NOPERM")
                ? ProbeOutcome.down(text)
                        .withHint(ProbeDocs.hint("give the user the right +ping", "redis-no-permission"))
                : ProbeOutcome.down(text)
                        .withHint(ProbeDocs.hint(
                                "give the probe the user and password that are valid now", "redis-denied"));
    }

    private ProbeOutcome failed(String message) {
        String code = code(message);
        String text = target + ": Redis answered " + code;
        return code.equals("LOADING") || code.equals("MASTERDOWN") || code.equals("BUSY")
                ? ProbeOutcome.down(text)
                        .withHint(ProbeDocs.hint(
                                "it loads its data, lost its master, or runs a script: wait, or look at its log",
                                "redis-not-ready"))
                : ProbeOutcome.down(text).withHint(ProbeDocs.hint("look at the log of Redis", "redis-failed"));
    }
}
