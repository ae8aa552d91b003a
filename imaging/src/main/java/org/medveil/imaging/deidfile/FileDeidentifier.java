package org.medveil.imaging.deidfile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.dcm4che3.data.UID;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.burnedin.PixelPolicy;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;
import org.medveil.imaging.deid.Deidentified;
import org.medveil.imaging.deid.Deidentifier;
import org.medveil.imaging.deid.ProfileOption;
import org.medveil.imaging.deid.Residual;

/**
 * De-identifies whole files, one after another, in this order: text in pixels, header, a last look
 * at every byte that would be written. The same file, profile, policy and key give the same bytes.
 * Immutable; serves many threads.
 */
public final class FileDeidentifier implements Serializable {
  private static final long serialVersionUID = 1;

  private final Deidentifier headers;
  private final PixelPolicy policy;
  private final boolean rle;

  /**
   * @param headers profile and key
   * @param policy what is asked of pixels
   * @param rle masked frames are written in RLE Lossless; else uncompressed
   */
  public FileDeidentifier(Deidentifier headers, PixelPolicy policy, boolean rle) {
    this.headers = headers;
    this.policy = policy;
    this.rle = rle;
  }

  /**
   * De-identifies one file.
   *
   * @param file its bytes
   * @throws DicomRejection when it must go to quarantine; the text holds no value of the file
   */
  public CleanFile clean(byte[] file) throws DicomRejection {
    return contained(() -> cleaned(whole(file)));
  }

  /**
   * Which identifiers of a file became which: UIDs, and the patient's ID. This is the table by
   * which patients are found again.
   *
   * @throws DicomRejection as {@link #clean} does for the header
   */
  public List<IdPair> pairs(byte[] file) throws DicomRejection {
    return contained(
        () -> {
          DicomObject object = DicomObject.read(new ByteArrayInputStream(file), Extent.HEADER);
          IdPair.Collector before = IdPair.collect(object.dataset());
          return before.pairs(headers.deidentify(object).object().dataset());
        });
  }

  /**
   * Goes through all steps and says of each attribute what is done to it and why. Stops at no
   * refusal but that of a file which cannot be read.
   *
   * @param values keep the values before and after; else they are left out
   */
  public Inspection inspect(byte[] file, boolean values) throws DicomRejection {
    return contained(() -> Inspection.of(this, file, values));
  }

  static DicomObject whole(byte[] file) throws DicomRejection {
    return DicomObject.read(new ByteArrayInputStream(file), Extent.WHOLE);
  }

  PixelStep pixelStep() {
    return new PixelStep(policy, rle);
  }

  Deidentifier headers() {
    return headers;
  }

  private CleanFile cleaned(DicomObject object) throws DicomRejection {
    PixelStep.Work work = pixelStep().run(object);
    return finished(work, headers.deidentify(work.object()));
  }

  /** Marks, writes, and looks over what was written. */
  CleanFile finished(PixelStep.Work work, Deidentified header) throws DicomRejection {
    if (!header.unresolved().isEmpty()) {
      throw new DicomRejection(
          RejectReason.NOT_CLEANABLE,
          header.unresolved().stream()
              .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', ' '))
              .sorted()
              .collect(Collectors.joining(", ")));
    }
    boolean looked = work.object().pixels().isPresent() && PixelStep.isExamined(work.verdict());
    Deidentified marked =
        looked
            ? header.withPixelWork(header.object(), Set.of(ProfileOption.CLEAN_PIXEL_DATA))
            : header;
    String path = OutputPath.of(marked.object().dataset());
    byte[] bytes = bytes(marked.object());
    List<Residual.Hit> left =
        UID.DeflatedExplicitVRLittleEndian.equals(marked.object().transferSyntax())
            ? marked.residual().scan(marked.object())
            : marked.residual().scan(bytes);
    if (!left.isEmpty()) {
      throw new DicomRejection(
          RejectReason.IDENTIFIER_LEFT,
          left.stream()
              .map(hit -> hit.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '))
              .distinct()
              .sorted()
              .collect(Collectors.joining(", ", "still in the output: ", "")));
    }
    return new CleanFile(path, bytes, marked.counts(), work.verdict());
  }

  private static byte[] bytes(DicomObject object) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
    try {
      object.write(out);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory", e);
    }
    return out.toByteArray();
  }

  private interface Work<T> {
    T get() throws DicomRejection;
  }

  /** No file may end a job. A library's message may quote a value: it goes no further. */
  private static <T> T contained(Work<T> work) throws DicomRejection {
    try {
      return work.get();
    } catch (Refusal e) {
      throw e; // of the machine, not of the file
    } catch (RuntimeException e) {
      throw new DicomRejection(RejectReason.MALFORMED, "the file cannot be treated");
    }
  }

  @Override
  public String toString() {
    return "FileDeidentifier[" + headers + "]";
  }
}
