package io.handclasp.drift.source;

import io.handclasp.drift.Place;
import io.handclasp.drift.UnreadableSourceException;
import io.handclasp.drift.document.DocumentException;
import io.handclasp.drift.document.DocumentLimits;
import io.handclasp.drift.document.Documents;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the text of a file, no more of it than is accepted. */
final class Content {
    private Content() {}

    static String of(Path file, Place place, DocumentLimits limits) throws UnreadableSourceException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(limits.maxBytes() + 1);
            if (bytes.length > limits.maxBytes()) {
                throw new UnreadableSourceException(place, "is longer than maxBytes, " + limits.maxBytes());
            }
            return Documents.decode(bytes);
        } catch (DocumentException e) {
            throw new UnreadableSourceException(place.at(Math.max(1, e.line())), e.problem());
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new UnreadableSourceException(place, "the file does not exist");
        } catch (AccessDeniedException e) {
            throw new UnreadableSourceException(place, "the file may not be read");
        } catch (IOException e) {
            throw new UnreadableSourceException(
                    place, "the file cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
