package org.medveil.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.burnedin.Box;
import org.medveil.imaging.burnedin.PixelPolicy;
import org.medveil.imaging.burnedin.PixelVerdict;

/** Frames that leave under the shipped rules: all, masked alike, or none. */
class ExaminedFramesTest {
  private static final int NUMBER_OF_FRAMES = 0x00280008;
  private static final int BODY_PART = 0x00180015;
  private static final int WIDTH = 240;
  private static final int HEIGHT = 120;
  private static final PixelPolicy RULES = PixelPolicy.standard();

  /** Three frames of one brightness each; a name stands in the second. */
  private static DicomFrames loop() throws DicomRejection {
    byte[] pixels = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < 3; i++) {
      Arrays.fill(pixels, i * WIDTH * HEIGHT, (i + 1) * WIDTH * HEIGHT, (byte) (40 + 10 * i));
    }
    BufferedImage written = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = written.createGraphics();
    pen.setColor(new Color(50, 50, 50));
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.setColor(Color.WHITE);
    pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
    pen.drawString("NOVAKOVA^EVA", 20, 60);
    pen.dispose();
    byte[] gray = ((DataBufferByte) written.getRaster().getDataBuffer()).getData();
    System.arraycopy(gray, 0, pixels, WIDTH * HEIGHT, gray.length);
    return DicomReader.readFrames(
        new DicomBytes()
                .shape(HEIGHT, WIDTH, "MONOCHROME2")
                .text(NUMBER_OF_FRAMES, "IS", "3 ")
                .pixels(pixels)
                .stream());
  }

  @Test
  void whatIsFoundInOneFrameIsMaskedInAll() throws DicomRejection {
    DicomFrames loop = loop();
    ExaminedFrames examined = ExaminedFrames.of(loop, List.of(0, 1, 2), RULES);
    PixelVerdict.Mask mask = assertInstanceOf(PixelVerdict.Mask.class, examined.verdict());
    for (int i = 0; i < 3; i++) {
      Raster before = loop.frame(i);
      Raster after = examined.frame(i);
      Set<Integer> shown = new HashSet<>();
      for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
        boolean masked = isIn(mask.boxes(), pixel % WIDTH, pixel / WIDTH);
        assertEquals(masked ? mask.fill().get(0) : before.sample(pixel), after.sample(pixel));
        shown.add(after.sample(pixel));
      }
      assertTrue(shown.size() <= 2, "the brightness of the frame and the mask's: " + shown);
    }
  }

  private static boolean isIn(List<Box> boxes, int x, int y) {
    return boxes.stream()
        .anyMatch(box -> x >= box.x() && x < box.right() && y >= box.y() && y < box.bottom());
  }

  /** Nobody asked for it, so nobody looked at it. */
  @Test
  void aFrameThatWasNotExaminedCannotBeHad() throws DicomRejection {
    ExaminedFrames examined = ExaminedFrames.of(loop(), List.of(0, 2), RULES);
    assertEquals(new PixelVerdict.Clean(true), examined.verdict());
    assertEquals(60, examined.frame(2).sample(0));
    for (int other : new int[] {-1, 1, 3}) {
      assertThrows(DicomRejection.class, () -> examined.frame(other));
    }
  }

  @Test
  void noFrameOfAHeadCanBeHad() throws DicomRejection {
    DicomFrames head =
        DicomReader.readFrames(
            new DicomBytes()
                .text(Element.MODALITY, "CS", "CT").text(BODY_PART, "CS", "HEAD").stream());
    ExaminedFrames examined = ExaminedFrames.of(head, List.of(0), RULES);
    DicomRejection refused = assertThrows(DicomRejection.class, () -> examined.frame(0));
    assertEquals(RejectReason.RECOGNISABLE_FACE, refused.reason());
  }

  @Test
  void aFrameThatCannotBeDecodedDoesNotSpoilTheOthers() throws DicomRejection {
    DicomFrames pair = pair(rle(7), new byte[64]);
    ExaminedFrames examined = ExaminedFrames.of(pair, List.of(0, 1), RULES);
    assertEquals(new PixelVerdict.Clean(true), examined.verdict());
    assertEquals(7, examined.frame(0).sample(0));
    DicomRejection refused = assertThrows(DicomRejection.class, () -> examined.frame(1));
    assertEquals(RejectReason.PIXEL_DECODE_FAILED, refused.reason());
    DicomFrames broken = pair(new byte[64], new byte[64]);
    assertThrows(DicomRejection.class, () -> ExaminedFrames.of(broken, List.of(0, 1), RULES));
  }

  private static DicomFrames pair(byte[] first, byte[] second) throws DicomRejection {
    return DicomReader.readFrames(
        new DicomBytes()
                .syntax(DicomBytes.RLE)
                .shape(16, 16, "MONOCHROME2")
                .text(NUMBER_OF_FRAMES, "IS", "2 ")
                .fragments(new byte[0], first, second)
                .stream());
  }

  /** 256 pixels of one value: one segment, two runs of 128 (PS3.5 G.3). */
  private static byte[] rle(int value) {
    byte[] frame = new byte[64 + 4];
    frame[0] = 1;
    frame[4] = 64;
    for (int run = 0; run < 2; run++) {
      frame[64 + 2 * run] = -127;
      frame[65 + 2 * run] = (byte) value;
    }
    return frame;
  }

  @Test
  void hostileFilesEndInFramesOrARejection() throws IOException {
    int ended = 0;
    for (Path file : DataFolder.files(DataFolder.named("dicom_hostile"))) {
      byte[] bytes = Files.readAllBytes(file);
      try {
        DicomFrames frames = DicomReader.readFrames(new ByteArrayInputStream(bytes));
        ExaminedFrames.of(frames, List.of(0), RULES).frame(0);
      } catch (DicomRejection e) {
        ended++; // with its reason; anything else fails the test
      }
    }
    assertTrue(ended > 0);
  }
}
