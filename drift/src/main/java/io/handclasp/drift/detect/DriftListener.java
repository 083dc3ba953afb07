package io.handclasp.drift.detect;

/** Is told what has changed while {@link DriftDetector#watch} watches. */
@FunctionalInterface
public interface DriftListener {
    /**
     * Something has changed since this was last called; the first time, since nothing was known.
     *
     * @param change what
     */
    void changed(DriftChange change);
}
