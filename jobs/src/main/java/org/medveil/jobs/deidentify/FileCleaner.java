package org.medveil.jobs.deidentify;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.Limits;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.imaging.deidfile.CleanFile;
import org.medveil.imaging.deidfile.FileDeidentifier;
import org.medveil.imaging.deidfile.IdPair;
import org.medveil.jobs.tables.HashedStream;
import org.medveil.jobs.tables.SourceFile;
import org.medveil.jobs.tables.SourceReader;

/**
 * On an executor: one source after the other is read, de-identified and written. A bad source is an
 * outcome, never an exception; an output that cannot be written ends the task.
 */
final class FileCleaner implements Serializable {
  private final FileDeidentifier kernel;
  private final Pseudonymizer pseudonyms;
  private final OutputFolder output;
  private final boolean pairs;

  /**
   * @param pairs list identifiers before and after
   */
  FileCleaner(
      FileDeidentifier kernel, Pseudonymizer pseudonyms, OutputFolder output, boolean pairs) {
    this.kernel = kernel;
    this.pseudonyms = pseudonyms;
    this.output = output;
    this.pairs = pairs;
  }

  /** Outcomes of a task's sources, noted in the ledger when all are done. */
  List<Outcome> cleanAll(List<SourceFile> task, Known known, Configuration hadoop) {
    List<Outcome> out = new ArrayList<>();
    for (SourceFile file : task) {
      out.addAll(SourceReader.read(file, hadoop, new Visit(known, hadoop)));
    }
    List<Entry> fresh =
        out.stream().filter(one -> !one.is(Outcome.End.KNOWN)).map(Outcome::entry).toList();
    if (!fresh.isEmpty()) {
      output.note(fresh, hadoop);
    }
    return out;
  }

  private final class Visit implements SourceReader.Visitor<Outcome> {
    private final Known known;
    private final Configuration hadoop;

    Visit(Known known, Configuration hadoop) {
      this.known = known;
      this.hadoop = hadoop;
    }

    @Override
    public Outcome failed(String source, String sha256, RejectReason reason, String detail) {
      Entry earlier = sha256 == null ? null : known.of(sha256);
      return earlier != null
          ? Outcome.known(earlier, List.of())
          : Outcome.quarantined(
              Entry.quarantined(sha256, pseudonyms.encryptUri(source), reason, detail));
    }

    @Override
    public Outcome file(String source, InputStream bytes) throws IOException {
      HashedStream in = HashedStream.over(bytes);
      byte[] file = in.readNBytes((int) Limits.FILE_BYTES);
      boolean larger = in.read() >= 0;
      String sha256 = in.hexOfAll();
      Entry earlier = known.of(sha256);
      if (earlier != null && isThere(earlier)) {
        return Outcome.known(earlier, earlier.isWritten() ? pairs(file) : List.of());
      }
      String address = pseudonyms.encryptUri(source);
      try {
        if (larger) {
          throw new DicomRejection(RejectReason.LIMIT_EXCEEDED, "larger than a file may be");
        }
        CleanFile clean = kernel.clean(file);
        if (known.isTaken(clean.path(), sha256)) {
          throw new DicomRejection(
              RejectReason.CONFLICTING_DUPLICATE, "same instance with other bytes");
        }
        write(clean);
        return Outcome.written(Entry.written(sha256, address, clean.path()), clean, pairs(file));
      } catch (DicomRejection e) {
        return Outcome.quarantined(Entry.quarantined(sha256, address, e.reason(), e.detail()));
      }
    }

    private boolean isThere(Entry earlier) {
      try {
        return !earlier.isWritten() || output.has(earlier.path(), hadoop);
      } catch (IOException e) {
        throw cannotWrite();
      }
    }

    private void write(CleanFile clean) {
      try {
        output.write(clean.path(), clean.bytes(), hadoop);
      } catch (IOException e) {
        throw cannotWrite();
      }
    }

    private static Refusal cannotWrite() {
      return Refusal.tryAgain(
          "the output folder cannot be written", "check space and rights, then run again");
    }

    private List<IdPair> pairs(byte[] file) {
      try {
        return pairs ? kernel.pairs(file) : List.of();
      } catch (DicomRejection e) {
        throw new IllegalStateException("a file that was clean a moment ago", e);
      }
    }
  }
}
