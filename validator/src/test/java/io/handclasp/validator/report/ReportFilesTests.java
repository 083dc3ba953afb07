package io.handclasp.validator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTests {
    @TempDir
    private Path directory;

    private Stream<String> names() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    @Test
    void writeWhenDirectoryIsMissingThenItIsMadeAndNothingElseIsLeft() throws Exception {
        Path target = directory.resolve("out/report.json");

        ReportFiles.write(SampleReports.everything(), ReportFormats.json(), target);

        assertThat(target).content().isEqualTo(ReportFormats.json().render(SampleReports.everything()));
        try (Stream<Path> files = Files.list(directory.resolve("out"))) {
            assertThat(files).containsExactly(target);
        }
    }

    @Test
    void writeWhenFileIsThereThenReplaced() throws Exception {
        Path target = Files.writeString(directory.resolve("report.txt"), "former");

        ReportFiles.write(SampleReports.clean(), report -> "latter", target);

        assertThat(target).hasContent("latter");
    }

    @Test
    void writeWhenItCannotBeMovedThenFormerIsKeptAndNothingIsLeft() throws Exception {
        Path target = directory.resolve("report.txt");
        Files.createDirectories(target.resolve("inside"));

        assertThatThrownBy(() -> ReportFiles.write(SampleReports.clean(), report -> "latter", target))
                .isInstanceOf(java.io.IOException.class);

        assertThat(names()).containsExactly("report.txt");
        assertThat(target.resolve("inside")).isDirectory();
    }

    @Test
    void writeWhenTheThreadIsInterruptedThenWrittenAndTheInterruptIsKept() throws Exception {
        Path target = directory.resolve("report.txt");

        Thread.currentThread().interrupt();
        try {
            ReportFiles.write(SampleReports.clean(), report -> "interrupted", target);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(target).hasContent("interrupted");
        assertThat(names()).containsExactly("report.txt");
    }

    @Test
    void writeWhenRenderingBreaksThenNothingIsWritten() throws Exception {
        Path target = directory.resolve("report.txt");

        assertThatThrownBy(() -> ReportFiles.write(
                        SampleReports.clean(),
                        report -> {
                            throw new IllegalStateException("broken");
                        },
                        target))
                .isInstanceOf(IllegalStateException.class);

        assertThat(names()).isEmpty();
    }
}
