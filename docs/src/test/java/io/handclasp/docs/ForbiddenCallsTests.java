package io.handclasp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that each rule sees what it forbids: a rule that finds nothing would pass as well. */
class ForbiddenCallsTests {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.currentTimeMillis()",
                "System.nanoTime()",
                "((java.util.function.LongSupplier) System::nanoTime).getAsLong()",
                "java.time.Instant.now()",
                "java.time.Instant.now(clock)",
                "java.time.Clock.systemUTC()",
                "java.time.Clock.tickSeconds(java.time.ZoneOffset.UTC)",
                "java.time.LocalDate.now()",
                "java.time.LocalDateTime.now()",
                "java.time.ZonedDateTime.now()",
                "java.time.Year.now()",
                "java.util.Calendar.getInstance()",
                "new java.util.Date()"
            })
    void clocksWhenSystemClockReadThenFound(String expression) throws IOException {
        assertForbids(ForbiddenCalls.CLOCKS, expression);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Thread.sleep(1)", "java.util.concurrent.TimeUnit.SECONDS.sleep(1)"})
    void sleepingWhenThreadSleepsThenFound(String statement) throws IOException {
        assertForbidsStatement(ForbiddenCalls.SLEEPING, statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CompletableFuture.supplyAsync(() -> 1)",
                "CompletableFuture.runAsync(() -> {})",
                "future.thenApplyAsync(x -> x)",
                "future.whenCompleteAsync((x, y) -> {})",
                "future.completeAsync(() -> 1)",
                "((java.util.concurrent.CompletionStage<Integer>) future).handleAsync((x, y) -> 1)",
                "future.orTimeout(1, TimeUnit.SECONDS)",
                "future.completeOnTimeout(1, 1, TimeUnit.SECONDS)",
                "CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS)",
                "ForkJoinPool.commonPool()",
                "java.util.List.of(1).parallelStream()",
                "java.util.stream.Stream.of(1).parallel()",
                "Executors.newCachedThreadPool()",
                "java.net.http.HttpClient.newHttpClient()",
                "new java.util.Timer()"
            })
    void hiddenThreadsWhenUsedThenFound(String expression) throws IOException {
        assertForbids(ForbiddenCalls.HIDDEN_THREADS, expression);
    }

    @Test
    void hiddenThreadsWhenExecutorHandedOverThenAllowed() throws IOException {
        assertThat(violations(ForbiddenCalls.HIDDEN_THREADS, "Object made = future.thenApplyAsync(x -> x, executor)"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"System.out.println(1)", "System.err.flush()", "new IllegalStateException().printStackTrace()"})
    void printingWhenStandardStreamUsedThenFound(String statement) throws IOException {
        assertForbidsStatement(ForbiddenCalls.PRINTING, statement);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.util.logging.Logger.getLogger(\"x\")", "System.getLogger(\"x\")"})
    void jdkLoggingWhenUsedThenFound(String expression) throws IOException {
        assertForbids(ForbiddenCalls.JDK_LOGGING, expression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.maxWaitDurationInHalfOpenState(java.time.Duration.ofSeconds(1))",
                "config.enableAutomaticTransitionFromOpenToHalfOpen()",
                "config.automaticTransitionFromOpenToHalfOpenEnabled(true)"
            })
    void halfOpenTimerWhenSetThenFound(String expression) throws IOException {
        assertForbids(ForbiddenCalls.HALF_OPEN_TIMER, expression);
    }

    private void assertForbids(ArchRule rule, String expression) throws IOException {
        assertForbidsStatement(rule, "Object made = " + expression);
    }

    private void assertForbidsStatement(ArchRule rule, String statement) throws IOException {
        assertThat(violations(rule, statement)).as(statement).isTrue();
    }

    private boolean violations(ArchRule rule, String statement) throws IOException {
        Path source = directory.resolve("Sample.java");
        Files.writeString(source, """
                import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
                import java.util.concurrent.*;
                class Sample {
                    void use(CompletableFuture<Integer> future, Executor executor, java.time.Clock clock,
                            CircuitBreakerConfig.Builder config) throws Exception {
                        %s;
                    }
                }
                """.formatted(statement));
        Path output = Files.createDirectories(directory.resolve("classes"));
        Compiler.compile(List.of(source), output, "-classpath", System.getProperty("java.class.path"));
        JavaClasses classes = HandclaspClasses.read(List.of(output));
        return rule.evaluate(classes).hasViolation();
    }
}
