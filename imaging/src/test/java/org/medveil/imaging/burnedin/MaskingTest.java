package org.medveil.imaging.burnedin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.dcm4che3.data.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medveil.imaging.codec.DecodedFrame;
import org.medveil.imaging.codec.Photometric;
import org.medveil.imaging.codec.PixelFormat;

/** A mask hides all of a box and nothing else. */
class MaskingTest {
  private static final PaletteLuma NO_TABLE = PaletteLuma.of(new Attributes());

  @ParameterizedTest
  @EnumSource(Photometric.class)
  void theBoxIsBlackAndTheRestIsAsItWas(Photometric photometric) {
    DecodedFrame frame = frame(photometric, 8, false);
    byte[] before = frame.bytes().clone();
    List<Integer> black = Masking.black(frame, NO_TABLE);
    Masking.apply(frame, List.of(new Box(2, 1, 3, 2), new Box(9, 5, 90, 90)), black);
    int channels = photometric.channels();
    for (int i = 0; i < frame.count(); i++) {
      int x = i / channels % 10;
      int y = i / channels / 10;
      boolean masked = x >= 2 && x < 5 && y >= 1 && y < 3 || x == 9 && y == 5;
      int expected = masked ? black.get(i % channels) : before[i] & 0xff;
      assertEquals(expected, frame.sample(i), photometric + " " + x + "," + y);
    }
  }

  @Test
  void bitsBesideTheStoredOnesGoToo() {
    DecodedFrame frame = frame(Photometric.MONOCHROME2, 12, true);
    for (int i = 1; i < frame.bytes().length; i += 2) {
      frame.bytes()[i] |= (byte) 0xf0;
    }
    Masking.apply(frame, List.of(new Box(0, 0, 10, 6)), List.of(-2000));
    for (int i = 0; i < frame.count(); i++) {
      assertEquals(-2000, frame.sample(i));
      assertEquals(0, frame.bytes()[2 * i + 1] & 0xf0);
    }
  }

  @Test
  void blackIsTheEndOfTheScaleThatIsShownDark() {
    assertEquals(List.of(3), Masking.black(frame(Photometric.MONOCHROME2, 8, false), NO_TABLE));
    assertEquals(List.of(240), Masking.black(frame(Photometric.MONOCHROME1, 8, false), NO_TABLE));
    DecodedFrame frame = frame(Photometric.RGB, 8, false);
    assertThrows(IllegalArgumentException.class, () -> Masking.apply(frame, List.of(), List.of(0)));
  }

  /** Six rows of ten pixels, samples 3, 7, 11 ... below 243. */
  private static DecodedFrame frame(Photometric photometric, int stored, boolean signed) {
    int allocated = stored > 8 ? 16 : 8;
    PixelFormat format =
        new PixelFormat(6, 10, photometric, allocated, stored, stored - 1, signed, false, false);
    byte[] bytes = new byte[format.frameBytes()];
    for (int i = 0; i < bytes.length; i += allocated / 8) {
      bytes[i] = (byte) (3 + 4 * i % 240 + (i == 59 ? 1 : 0));
    }
    return new DecodedFrame(format, bytes);
  }
}
