package org.medveil.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * JPEG 2000 in many shapes (OpenJPEG 2.5) and JPEG-LS (CharLS): tiles, offsets, progressions,
 * layers, precincts, block styles, both wavelets, all interleavings. Every sample is compared.
 */
class CodestreamsTest {
  @Test
  void everySampleIsWhatTheOtherDecoderFinds() throws IOException {
    TreeMap<String, Integer> off = new TreeMap<>();
    int streams = 0;
    for (Codestream stream : Codestream.all()) {
      // The 9/7 wavelet is computed in floating point: decoders may round apart by one.
      int allowed = stream.name().contains("9/7") ? 1 : 0;
      DecodedFrame frame = stream.decode();
      int worst = 0;
      for (int i = 0; i < frame.count(); i++) {
        worst = Math.max(worst, Math.abs(frame.sample(i) - stream.expected()[i]));
      }
      if (worst > allowed) {
        off.put(stream.name(), worst);
      }
      streams++;
    }
    assertEquals(new TreeMap<>(), off);
    assertTrue(streams > 45);
  }
}
