package io.handclasp.docs;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The compiled classes of the modules, read from what the build of this checkout left in their target directories. */
final class HandclaspClasses {
    /** The benchmarks' tool generates classes of its own beside ours. */
    private static final ImportOption WRITTEN_BY_PEOPLE = location -> !location.contains("/jmh_generated/");

    private HandclaspClasses() {}

    /** The main classes of all modules that have any. */
    static JavaClasses main() {
        return read(Repository.modules().stream()
                .filter(module -> Files.isDirectory(Repository.mainSources(module)))
                .map(Repository::classes)
                .toList());
    }

    /** The main classes of the modules that are published. */
    static JavaClasses published() {
        return read(Repository.PUBLISHED.stream().map(Repository::classes).toList());
    }

    /** The test classes of all modules that have any. */
    static JavaClasses tests() {
        return read(Repository.modules().stream()
                .filter(module -> Files.isDirectory(Repository.testSources(module)))
                .map(Repository::testClasses)
                .toList());
    }

    static JavaClasses read(List<Path> directories) {
        for (Path directory : directories) {
            if (Repository.files(directory, file -> file.toString().endsWith(".class"))
                    .isEmpty()) {
                throw new IllegalStateException(directory + " holds no classes: build the module first");
            }
        }
        return new ClassFileImporter(List.of(WRITTEN_BY_PEOPLE)).importPaths(directories);
    }
}
