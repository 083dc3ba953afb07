package io.handclasp.validator.report;

import io.handclasp.validator.model.ValidationReport;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes reports to files. Without state; safe for use by many threads. */
public final class ReportFiles {
    private ReportFiles() {}

    /**
     * Writes a report to a file in one step: whoever opens the file sees the former report or this one, never a part of it.
     * An interrupt does not keep it from that and stays set.
     *
     * @param report the report
     * @param format how
     * @param target the file, of the default file system; replaced if it is there, its directory made if it is not
     * @return the target
     * @throws IOException when it cannot be written; the target is then as it was
     */
    public static Path write(ValidationReport report, ReportFormat format, Path target) throws IOException {
        byte[] bytes = format.render(report).getBytes(StandardCharsets.UTF_8);
        if (target.getFileSystem() != FileSystems.getDefault()) {
            throw new IOException(
                    "target was " + target + " of another file system, must be a file of the default one");
        }
        Path file = target.toAbsolutePath();
        Path name = file.getFileName();
        Path directory = file.getParent();
        if (name == null || directory == null) {
            throw new IOException("target was " + target + ", must be a file");
        }
        Files.createDirectories(directory);
        // In the same directory, since only a move within one file system is a single step.
        Path unfinished = directory.resolve("." + name + "." + UUID.randomUUID() + ".tmp");
        try {
            writeThrough(unfinished, bytes);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return target;
    }

    private static void writeThrough(Path file, byte[] bytes) throws IOException {
        // No channel: an interrupt would close it, and the report of an interrupted run is the one that tells of it.
        try (FileOutputStream stream = new FileOutputStream(file.toFile())) {
            stream.write(bytes);
            stream.getFD().sync();
        }
    }
}
