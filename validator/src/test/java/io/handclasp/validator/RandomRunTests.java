package io.handclasp.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.validator.model.ValidationReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/** Any plan, with any outcomes: each check has one result, the one that a slow and simple reading of the rules gives it. */
class RandomRunTests {
    private static final ExecutorService POOL = Executors.newFixedThreadPool(4);
    private static final List<ValidationPhase> PHASES = List.of(ValidationPhase.values());
    private static final List<CheckState> ANSWERS =
            List.of(CheckState.PASSED, CheckState.PASSED, CheckState.WARNING, CheckState.FAILED, CheckState.SKIPPED);
    private static final Set<CheckState> PASSING = Set.of(CheckState.PASSED, CheckState.WARNING);

    @AfterContainer
    static void endPool() throws InterruptedException {
        POOL.shutdownNow();
        assertThat(POOL.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @Property(tries = 150)
    void runWhenPlanAndOutcomesAreAnyThenResultsAreThoseOfTheRules(@ForAll long seed, @ForAll boolean pooled) {
        Random random = new Random(seed);
        int size = 1 + random.nextInt(30);
        List<CheckDefinition> definitions = new ArrayList<>();
        Map<String, CheckState> wanted = new HashMap<>();
        Set<String> ran = ConcurrentHashMap.newKeySet();
        int phase = 0;
        for (int i = 0; i < size; i++) {
            phase = Math.min(5, phase + (random.nextInt(6) == 0 ? 1 : 0));
            String id = "check-" + i;
            String[] needed = random.ints(random.nextInt(3), 0, Math.max(1, i))
                    .filter(other -> other < size && !("check-" + other).equals(id))
                    .distinct()
                    .mapToObj(other -> "check-" + other)
                    .toArray(String[]::new);
            CheckState own = ANSWERS.get(random.nextInt(ANSWERS.size()));
            Check check = deadline -> {
                ran.add(id);
                return answer(own);
            };
            definitions.add(CheckDefinition.builder(PHASES.get(phase), id, check)
                    .dependsOn(needed)
                    .build());
            wanted.put(id, byTheRules(needed, wanted, own));
        }

        ValidatorBuilder builder = Validator.builder().checks(() -> definitions);
        ValidationReport report =
                (pooled ? builder.executor(POOL) : builder).build().run();

        assertThat(report.checks().stream().collect(Collectors.toMap(CheckResult::id, CheckResult::state)))
                .isEqualTo(wanted);
        assertThat(report.checks().stream()
                        .filter(check -> check.startedAfter().isPresent())
                        .map(CheckResult::id))
                .containsExactlyInAnyOrderElementsOf(ran);
    }

    private static CheckState byTheRules(String[] needed, Map<String, CheckState> states, CheckState own) {
        CheckState result = own;
        for (String id : needed) {
            CheckState state = states.get(id);
            if (!PASSING.contains(state) && state != CheckState.SKIPPED) {
                return CheckState.BLOCKED;
            }
            result = state == CheckState.SKIPPED ? CheckState.SKIPPED : result;
        }
        return result;
    }

    private static CheckOutcome answer(CheckState state) {
        return switch (state) {
            case PASSED -> CheckOutcome.passed("fine");
            case WARNING -> CheckOutcome.warning("soon");
            case SKIPPED -> CheckOutcome.skipped("left out");
            default -> CheckOutcome.failed("broken");
        };
    }
}
