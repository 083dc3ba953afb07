package io.handclasp.websocket.resilience;

import io.handclasp.core.testing.ManualScheduler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** A host that has no thread once: for the task, or for the timer, that comes after so many others. */
final class Shortage {
    private final AtomicInteger goodTasks = new AtomicInteger(-1);
    private final AtomicInteger goodTimers = new AtomicInteger(-1);

    void atTaskAfter(int good) {
        goodTasks.set(good);
    }

    void atTimerAfter(int good) {
        goodTimers.set(good);
    }

    /** Whether it came to it. */
    boolean isOver() {
        return goodTasks.get() < 0 && goodTimers.get() < 0;
    }

    private static void take(AtomicInteger good) {
        if (good.get() >= 0 && good.getAndDecrement() == 0) {
            throw new OutOfMemoryError("unable to create native thread");
        }
    }

    Executor executor() {
        return task -> {
            take(goodTasks);
            task.run();
        };
    }

    ScheduledExecutorService scheduler(ManualScheduler real) {
        return (ScheduledExecutorService) Proxy.newProxyInstance(
                Shortage.class.getClassLoader(),
                new Class<?>[] {ScheduledExecutorService.class},
                (proxy, method, arguments) -> {
                    take(goodTimers);
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
