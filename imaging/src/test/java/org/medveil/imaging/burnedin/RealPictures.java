package org.medveil.imaging.burnedin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medveil.imaging.DataFolder;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.codec.Frames;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;

/** The first frame of every file of dicom_real that decodes, each picture once. */
final class RealPictures {
  /** Looked through by eye: these hold writing, the others do not. */
  static final Set<String> WITH_TEXT =
      Set.of(
          "US-RGB-8-epicard",
          "US-PAL-8-10x-echo",
          "YBR_422.dcm",
          "YBR_FULL-RLE.dcm",
          "cplx_p02.dcm",
          "ovly_p01.dcm",
          "test16signed.dcm",
          "GREYSCALE_IMAGE.dcm",
          "GDCMJ2K_TextGBR.dcm",
          "examples_jpeg2k.dcm",
          "examples_palette.dcm",
          "examples_rgb_color.dcm",
          "examples_ybr_color.dcm");

  /** A drawing in thin lines, and anatomy that looks like three or four small letters in a row. */
  static final Set<String> FALSE_ALARMS =
      Set.of("OT-PAL-8-face", "ctbrain1.dcm", "1-001.dcm", "1-009.dcm", "1-010.dcm");

  private RealPictures() {}

  /** Planes by file name. */
  static Map<String, List<GreyPlane>> read() throws IOException {
    Map<String, List<GreyPlane>> pictures = new TreeMap<>();
    List<List<Integer>> seen = new ArrayList<>();
    for (Path file : DataFolder.files(DataFolder.named("dicom_real"))) {
      try (InputStream in = Files.newInputStream(file)) {
        DicomObject object = DicomObject.read(in, Extent.WHOLE);
        List<GreyPlane> planes =
            Planes.of(Frames.of(object).frame(0), PaletteLuma.of(object.dataset()));
        GreyPlane first = planes.get(0);
        List<Integer> key = List.of(first.width(), first.height(), Arrays.hashCode(first.raw()));
        if (Math.min(first.width(), first.height()) >= 48 && !seen.contains(key)) {
          seen.add(key);
          pictures.put(file.getFileName().toString(), planes);
        }
      } catch (DicomRejection e) {
        // Not this class's business.
      }
    }
    return pictures;
  }

  /** Those without writing, of a size to write on. */
  static List<GreyPlane> grounds(Map<String, List<GreyPlane>> pictures) {
    List<GreyPlane> grounds = new ArrayList<>();
    pictures.forEach(
        (name, planes) -> {
          GreyPlane p = planes.get(0);
          if (!WITH_TEXT.contains(name)
              && !FALSE_ALARMS.contains(name)
              && Math.min(p.width(), p.height()) >= 200
              && p.width() <= 1100) {
            grounds.add(p);
          }
        });
    return grounds;
  }
}
