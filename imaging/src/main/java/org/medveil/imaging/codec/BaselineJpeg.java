package org.medveil.imaging.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.Rejected;

/**
 * One 8-bit sequential JPEG image (ISO 10918-1, processes 1 and 2), decoded by the JDK without any
 * colour conversion. The JPEG's own header is compared with the DICOM header first: nothing is
 * allocated on the word of the JPEG alone.
 */
final class BaselineJpeg {
  private final byte[] data;
  private final PixelFormat format;
  private final JpegMarkers markers;

  private BaselineJpeg(byte[] data, PixelFormat format, JpegMarkers markers) {
    this.data = data;
    this.format = format;
    this.markers = markers;
  }

  private static BaselineJpeg of(byte[] data, PixelFormat format) throws Rejected {
    JpegMarkers markers = JpegMarkers.of(data);
    if (markers.precision() != 8 || !markers.sequential()) {
      throw new Rejected(
          RejectReason.UNSUPPORTED_TRANSFER_SYNTAX, "JPEG that is not 8-bit sequential");
    }
    if (markers.height() != format.rows()
        || markers.width() != format.columns()
        || markers.components() != format.samples()
        || format.bytes() != 1) {
      throw Rejected.decode("the JPEG header contradicts the pixel module");
    }
    if (!JpegMarkers.endsImage(data)) {
      // The JDK would fill what is missing with grey.
      throw Rejected.decode("the JPEG image ends before its end marker");
    }
    return new BaselineJpeg(data, format, markers);
  }

  static DecodedFrame decode(byte[] data, PixelFormat format) throws Rejected {
    return of(data, format).decode();
  }

  private DecodedFrame decode() throws Rejected {
    return new DecodedFrame(format.decoded(colours()), samples());
  }

  /** The colours the JPEG really holds. */
  private Photometric colours() {
    if (format.samples() != 3) {
      return format.photometric();
    }
    boolean rgb = markers.isRgb(format.photometric() == Photometric.RGB);
    return rgb ? Photometric.RGB : Photometric.YBR_FULL;
  }

  /** Interleaved samples. */
  private byte[] samples() throws Rejected {
    ImageReader reader = jdkReader();
    boolean[] cut = new boolean[1];
    reader.addIIOReadWarningListener(
        (source, warning) -> cut[0] |= warning.contains("remature end"));
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(data))) {
      reader.setInput(input, true, true);
      java.awt.image.Raster raster = reader.readRaster(0, null);
      if (raster.getWidth() != format.columns()
          || raster.getHeight() != format.rows()
          || raster.getNumBands() != format.samples()) {
        throw Rejected.decode("the decoded JPEG contradicts the pixel module");
      }
      if (cut[0]) {
        throw Rejected.decode("the JPEG image lacks part of its data");
      }
      return (byte[]) raster.getDataElements(0, 0, format.columns(), format.rows(), null);
    } catch (Rejected e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw Rejected.decode("the JPEG image cannot be decoded");
    } finally {
      reader.dispose();
    }
  }

  /** The reader of the JDK by class: the order of installed readers is not stable. */
  private static ImageReader jdkReader() {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
        return reader;
      }
    }
    throw new IllegalStateException("this Java has no JPEG reader (module java.desktop)");
  }
}
