package org.medveil.jobs.dicomsource;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;
import org.medveil.imaging.dataset.Partial;
import org.medveil.jobs.tables.SourceFile;
import org.medveil.jobs.tables.SourceStream;

/**
 * One file to its row. Stops at the pixel data unless pixels are wanted, and does not even open the
 * file when nothing in it is.
 *
 * @param rows the columns
 * @param mode what becomes of a rejected file
 */
record FileRows(RowMaker rows, DicomOptions.Mode mode) {

  Optional<InternalRow> read(SourceFile file, Configuration hadoop) {
    if (!rows.needsFile() && mode == DicomOptions.Mode.PERMISSIVE) {
      return Optional.of(rows.row(file, null, null));
    }
    DicomObject object = null;
    DicomRejection flaw = null;
    try (InputStream in = SourceStream.open(file.uri(), hadoop)) {
      Extent extent = rows.needsPixels() ? Extent.WHOLE : Extent.HEADER;
      Partial partial = DicomObject.readLeniently(in, extent);
      object = partial.object();
      flaw = partial.flaw().orElse(null);
    } catch (DicomRejection e) {
      flaw = e;
    } catch (IOException e) {
      flaw = new DicomRejection(RejectReason.UNREADABLE, "the file could not be read");
    }
    if (flaw != null && mode == DicomOptions.Mode.FAILFAST) {
      throw new RejectedFileException(flaw);
    }
    boolean dropped = flaw != null && mode == DicomOptions.Mode.DROPMALFORMED;
    return dropped ? Optional.empty() : Optional.of(rows.row(file, object, flaw));
  }
}
