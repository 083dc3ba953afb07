package io.handclasp.docs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.BaseStream;

/** What Handclasp's code must not call. References to a method count as calls of it. */
final class ForbiddenCalls {
    /** Handclasp's rule 6: time comes from the injected TimeSource. */
    static final ArchRule CLOCKS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.handclasp.core.time.SystemTimeSource")
            .should()
            .accessTargetWhere(target("a clock of the system", ForbiddenCalls::readsClock))
            .because("time comes from the injected TimeSource");

    static final ArchRule SLEEPING = noClasses()
            .should()
            .accessTargetWhere(
                    target("sleep", target -> is(target, Thread.class, "sleep") || is(target, TimeUnit.class, "sleep")))
            .because("a clock is moved by hand and threads meet on latches");

    static final ArchRule HIDDEN_THREADS = noClasses()
            .should()
            .accessTargetWhere(target("threads that nobody ends", ForbiddenCalls::usesHiddenThreads))
            .because("no thread is used that the host did not hand over or that close() does not end");

    static final ArchRule PRINTING = noClasses()
            .should()
            .accessTargetWhere(target("the standard streams", ForbiddenCalls::prints))
            .because("a library writes to the host's log and nowhere else");

    static final ArchRule JDK_LOGGING = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..")
            .orShould()
            .accessTargetWhere(target("System.Logger", target -> is(target, System.class, "getLogger")))
            .because("the host chooses its logging behind SLF4J");

    static final ArchRule HALF_OPEN_TIMER = noClasses()
            .should()
            .accessTargetWhere(target(
                    "Resilience4j's own timers",
                    target -> Set.of(
                                    "maxWaitDurationInHalfOpenState",
                                    "enableAutomaticTransitionFromOpenToHalfOpen",
                                    "automaticTransitionFromOpenToHalfOpenEnabled")
                            .contains(target.getName())))
            .because("they run on a scheduler that close() cannot end (docs/decisions/0003)");

    private ForbiddenCalls() {}

    private static boolean readsClock(AccessTarget target) {
        String owner = target.getOwner().getName();
        return is(target, System.class, "currentTimeMillis", "nanoTime")
                || (owner.startsWith("java.time.") && target.getName().equals("now"))
                || (target.getOwner().isAssignableTo(Clock.class)
                        && (target.getName().startsWith("system")
                                || target.getName().startsWith("tick")))
                || is(target, Calendar.class, "getInstance")
                || isConstructorWithoutParameters(target, Date.class);
    }

    private static boolean usesHiddenThreads(AccessTarget target) {
        return isAsyncWithoutExecutor(target)
                || is(target, CompletableFuture.class, "orTimeout", "completeOnTimeout", "delayedExecutor")
                || is(target, ForkJoinPool.class, "commonPool")
                || is(target, Collection.class, "parallelStream")
                || is(target, BaseStream.class, "parallel")
                || (target.getOwner().isEquivalentTo(Executors.class)
                        && target.getName().startsWith("new"))
                || is(target, HttpClient.class, "newHttpClient", "newBuilder")
                || isConstructor(target, Timer.class);
    }

    private static boolean isAsyncWithoutExecutor(AccessTarget target) {
        return target.getOwner().isAssignableTo(CompletionStage.class)
                && target instanceof AccessTarget.CodeUnitAccessTarget method
                && method.getName().endsWith("Async")
                && method.getRawParameterTypes().stream().noneMatch(type -> type.isAssignableTo(Executor.class));
    }

    private static boolean prints(AccessTarget target) {
        return is(target, System.class, "out", "err")
                || (is(target, Throwable.class, "printStackTrace")
                        && target instanceof AccessTarget.CodeUnitAccessTarget method
                        && method.getRawParameterTypes().stream()
                                .noneMatch(type -> !type.isEquivalentTo(PrintStream.class)));
    }

    private static boolean is(AccessTarget target, Class<?> owner, String... names) {
        return target.getOwner().isAssignableTo(owner) && Set.of(names).contains(target.getName());
    }

    private static boolean isConstructor(AccessTarget target, Class<?> type) {
        return target instanceof AccessTarget.ConstructorCallTarget
                && target.getOwner().isEquivalentTo(type);
    }

    private static boolean isConstructorWithoutParameters(AccessTarget target, Class<?> type) {
        return target instanceof AccessTarget.ConstructorCallTarget constructor
                && target.getOwner().isEquivalentTo(type)
                && constructor.getRawParameterTypes().isEmpty();
    }

    private static DescribedPredicate<JavaAccess<?>> target(String description, Predicate<AccessTarget> forbidden) {
        return DescribedPredicate.describe(description, access -> forbidden.test(access.getTarget()));
    }
}
