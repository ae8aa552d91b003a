package org.medveil.imaging.deid;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.PixelElement;

/** What hides beside the samples in the pixel data element. The samples stay as they are. */
final class PixelNeighbours {
  private static final Set<String> VOICE =
      Set.of("1.2.840.10008.5.1.4.1.1.9.4.1", "1.2.840.10008.5.1.4.1.1.9.4.2");

  private final EmbeddedOverlay overlay;
  private final long frameBytes;
  private final EnumSet<Unresolved> unresolved = EnumSet.noneOf(Unresolved.class);

  /** Looks at the header as it was. */
  PixelNeighbours(DicomObject object) {
    Attributes header = object.dataset();
    overlay = EmbeddedOverlay.of(header);
    frameBytes = expected(header);
    if (VOICE.contains(String.valueOf(header.getString(Tag.SOPClassUID)))) {
      unresolved.add(Unresolved.VOICE_RECORDING);
    }
    boolean video =
        object.transferSyntax().matches("1\\.2\\.840\\.10008\\.1\\.2\\.4\\.10[0-8](\\.1)?");
    if (video) {
      unresolved.add(Unresolved.VIDEO_STREAM);
    }
  }

  Set<Unresolved> unresolved() {
    return unresolved;
  }

  DicomObject clean(DicomObject object) {
    Optional<PixelElement> pixels = object.pixels();
    if (pixels.isEmpty()) {
      return object;
    }
    PixelElement old = pixels.get();
    if (old.isEncapsulated()) {
      if (overlay.declared()) {
        unresolved.add(Unresolved.OVERLAY_IN_COMPRESSED_PIXELS);
      }
      List<byte[]> cleaned = Codestreams.cleaned(old.fragments());
      return cleaned == old.fragments()
          ? object
          : object.withPixels(Optional.of(with(old, null, cleaned)));
    }
    byte[] cleaned = withoutTail(overlay.cleared(old.bytes(), old.bigEndian()));
    return cleaned == old.bytes()
        ? object
        : object.withPixels(Optional.of(with(old, cleaned, null)));
  }

  private static PixelElement with(PixelElement old, byte[] bytes, List<byte[]> fragments) {
    return new PixelElement(old.tag(), old.vr(), old.bigEndian(), bytes, fragments);
  }

  /** Zeros behind the last frame; a padding byte is left alone. */
  private byte[] withoutTail(byte[] pixels) {
    if (frameBytes <= 0 || pixels.length <= frameBytes + 1) {
      return pixels;
    }
    byte[] out = pixels.clone();
    Blank blank = new Blank(out);
    blank.out((int) frameBytes, out.length);
    return blank.changed() ? out : pixels;
  }

  /** Bytes of all frames, or 0 when the header does not say. */
  private static long expected(Attributes header) {
    try {
      long samples = header.getInt(Tag.SamplesPerPixel, 0);
      long frames = Math.max(1, header.getInt(Tag.NumberOfFrames, 1));
      long pixels = (long) header.getInt(Tag.Rows, 0) * header.getInt(Tag.Columns, 0) * frames;
      return (pixels * samples * header.getInt(Tag.BitsAllocated, 0) + 7) / 8;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
