package io.handclasp.docs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code is built as docs/architecture.md draws it, and keeps the rules that it states. */
class ArchitectureTests {
    private static final JavaClasses MAIN = HandclaspClasses.main();
    private static final JavaClasses PUBLISHED = HandclaspClasses.published();

    static Stream<String> published() {
        return Repository.PUBLISHED.stream();
    }

    @ParameterizedTest
    @MethodSource("published")
    void importWhenModulePublishedThenItsClassesAreLookedAt(String module) {
        Set<String> packages = packages(PUBLISHED);

        assertThat(packages).containsAll(Repository.exportedPackages(module));
    }

    @Test
    void modulesWhenDependOnEachOtherThenOnlyDownwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("core")
                .definedBy("io.handclasp.core..")
                .layer("websocket")
                .definedBy("io.handclasp.websocket..")
                .layer("probes")
                .definedBy("io.handclasp.probes..")
                .layer("drift")
                .definedBy("io.handclasp.drift..")
                .layer("validator")
                .definedBy("io.handclasp.validator..")
                .layer("examples")
                .definedBy("io.handclasp.examples..")
                .whereLayer("core")
                .mayOnlyBeAccessedByLayers("websocket", "probes", "drift", "validator", "examples")
                .whereLayer("websocket")
                .mayOnlyBeAccessedByLayers("validator", "examples")
                .whereLayer("probes")
                .mayOnlyBeAccessedByLayers("validator", "examples")
                .whereLayer("drift")
                .mayOnlyBeAccessedByLayers("validator", "examples")
                .whereLayer("validator")
                .mayOnlyBeAccessedByLayers("examples")
                .whereLayer("examples")
                .mayNotBeAccessedByAnyLayer()
                .ensureAllClassesAreContainedInArchitecture()
                .check(MAIN);
    }

    @Test
    void adaptersWhenForOneKindOfLibraryThenNobodyElseNeedsIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.handclasp.websocket.jcache..", "io.handclasp.examples..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.cache..", "io.handclasp.websocket.jcache..")
                .check(MAIN);
    }

    @Test
    void packagesWhenDependOnEachOtherThenNeverInCircles() {
        slices().matching("io.handclasp.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void sleepingWhenMainCodeThenNever() {
        ForbiddenCalls.SLEEPING.check(MAIN);
    }

    @Test
    void sleepingWhenTestCodeThenNever() {
        JavaClasses tests = HandclaspClasses.tests();

        assertThat(tests.contain(ArchitectureTests.class)).isTrue();
        ForbiddenCalls.SLEEPING.check(tests);
    }

    @Test
    void clocksWhenTestCodeOrExampleThenReadThroughTimeSource() {
        DescribedPredicate<JavaClass> mayLookForItself = DescribedPredicate.describe(
                "the tests of the clocks", type -> type.getName().startsWith("io.handclasp.core.time."));

        ForbiddenCalls.CLOCKS.check(HandclaspClasses.tests().that(DescribedPredicate.not(mayLookForItself)));
        ForbiddenCalls.CLOCKS.check(MAIN);
    }

    static Stream<ArchRule> rulesOfPublishedCode() {
        // An example plays the host and its users, who have threads and a screen of their own.
        return Stream.of(
                ForbiddenCalls.CLOCKS,
                ForbiddenCalls.HIDDEN_THREADS,
                ForbiddenCalls.PRINTING,
                ForbiddenCalls.JDK_LOGGING,
                ForbiddenCalls.HALF_OPEN_TIMER);
    }

    @ParameterizedTest
    @MethodSource("rulesOfPublishedCode")
    void ruleWhenPublishedCodeThenKept(ArchRule rule) {
        rule.check(PUBLISHED);
    }

    @Test
    void packagesWhenPublishedThenAllNullMarked() {
        Set<JavaPackage> packages = PUBLISHED.stream()
                .filter(type -> !type.getPackageName().isEmpty())
                .map(JavaClass::getPackage)
                .collect(Collectors.toSet());

        assertThat(packages).isNotEmpty().allMatch(each -> each.isAnnotatedWith(NullMarked.class), "is @NullMarked");
    }

    @ParameterizedTest
    @MethodSource("published")
    void publicTypesWhenModulePublishedThenInExportedPackagesOnly(String module) {
        JavaClasses classes = HandclaspClasses.read(java.util.List.of(Repository.classes(module)));
        Set<String> exported = Set.copyOf(Repository.exportedPackages(module));

        assertThat(classes.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .filter(type -> !exported.contains(type.getPackageName()))
                        .map(JavaClass::getName))
                .isEmpty();
        assertThat(packages(classes)).as("an exported package holds a type").containsAll(exported);
    }

    private static Set<String> packages(JavaClasses classes) {
        return classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    }
}
