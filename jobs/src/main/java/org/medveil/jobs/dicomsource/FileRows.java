package org.medveil.jobs.dicomsource;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.codec.Frames;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;
import org.medveil.imaging.dataset.Partial;
import org.medveil.jobs.dicomsource.DicomOptions.Mode;
import org.medveil.jobs.dicomsource.DicomOptions.Pixels;
import org.medveil.jobs.tables.SourceFile;
import org.medveil.jobs.tables.SourceStream;

/**
 * One file to its rows: one, or one a frame where pixels are decoded. Stops at the pixel data
 * unless pixels are wanted, and does not even open the file when nothing in it is.
 *
 * @param rows the columns
 * @param pixels decoded ones decide how many rows there are, whatever columns a query takes
 * @param mode what becomes of what is rejected
 */
record FileRows(RowMaker rows, Pixels pixels, Mode mode) {

  Iterator<InternalRow> read(SourceFile file, Configuration hadoop) {
    if (!rows.needsFile() && pixels != Pixels.DECODED && mode == Mode.PERMISSIVE) {
      return iterator(row(file, Found.NOTHING));
    }
    try (InputStream in = SourceStream.open(file.uri(), hadoop)) {
      return rows(file, read(in));
    } catch (IOException e) {
      return rejected(file, RejectReason.UNREADABLE, "the file could not be read");
    }
  }

  /** Not further than columns and pixels need. */
  Found read(InputStream in) {
    boolean whole = pixels == Pixels.DECODED || rows.hasPixels();
    try {
      Partial partial = DicomObject.readLeniently(in, whole ? Extent.WHOLE : Extent.HEADER);
      return Found.of(partial.object(), partial.flaw().orElse(null));
    } catch (DicomRejection e) {
      return Found.of(null, e);
    }
  }

  Iterator<InternalRow> rows(SourceFile file, Found found) {
    if (pixels != Pixels.DECODED) {
      return iterator(row(file, found));
    }
    if (found.flaw() != null) {
      return iterator(row(file, found.without(found.flaw())));
    }
    try {
      Frames frames = Frames.of(found.object());
      // Lazily: one decoded frame is in memory at a time.
      return IntStream.range(0, frames.count())
          .mapToObj(index -> row(file, frame(found, frames, index)))
          .flatMap(Optional::stream)
          .iterator();
    } catch (DicomRejection e) {
      return iterator(row(file, found.without(e)));
    }
  }

  private static Found frame(Found found, Frames frames, int index) {
    try {
      return found.with(index, frames.frame(index));
    } catch (DicomRejection e) {
      return found.without(index, e);
    }
  }

  Iterator<InternalRow> rejected(SourceFile file, RejectReason reason, String detail) {
    return rejected(file, new DicomRejection(reason, detail));
  }

  Iterator<InternalRow> rejected(SourceFile file, DicomRejection flaw) {
    return iterator(row(file, Found.of(null, flaw)));
  }

  private Optional<InternalRow> row(SourceFile file, Found found) {
    if (found.flaw() != null && mode == Mode.FAILFAST) {
      throw new RejectedFileException(found.flaw());
    }
    boolean dropped = found.flaw() != null && mode == Mode.DROPMALFORMED;
    return dropped ? Optional.empty() : Optional.of(rows.row(file, found));
  }

  private static Iterator<InternalRow> iterator(Optional<InternalRow> row) {
    return row.map(one -> Collections.singleton(one).iterator())
        .orElseGet(Collections::emptyIterator);
  }
}
