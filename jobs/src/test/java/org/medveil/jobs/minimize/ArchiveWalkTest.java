package org.medveil.jobs.minimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.medveil.jobs.agreement.DataUseAgreement;

/** Members by name, in one pass. The members here are no DICOM: what matters is who is asked. */
class ArchiveWalkTest {
  private final Minimizer minimizer =
      new Minimizer(DataUseAgreement.read(Path.of("../conf/agreement.conf")));
  private final AtomicBoolean closed = new AtomicBoolean();
  private int handedOut;

  @Test
  void wantedMembersAreReadInOnePassAndNoFurther() throws IOException {
    InputStream file = stream(archive());
    ArchiveWalk walk = new ArchiveWalk("a.zip", file, wanted("m1", "m3"), minimizer);
    assertEquals(0, handedOut, "nothing is read before it is asked for");
    assertEquals(Map.of("m1", "NOT_DICOM", "m3", "NOT_DICOM"), reasons(walk));
    assertTrue(closed.get());
    assertTrue(handedOut < archive().length / 2, "m4 to m9 are left alone");
  }

  @Test
  void whatIsNotThereIsUnreadable() throws IOException {
    ArchiveWalk walk = new ArchiveWalk("a.zip", stream(archive()), wanted("m1", "gone"), minimizer);
    assertEquals(Map.of("m1", "NOT_DICOM", "gone", "UNREADABLE"), reasons(walk));
    assertTrue(closed.get());
  }

  @Test
  void behindABreakEverythingIsUnreadable() throws IOException {
    byte[] cut = Arrays.copyOf(archive(), archive().length / 2);
    ArchiveWalk walk =
        new ArchiveWalk("a.zip", stream(cut), wanted("m0", "m5", "m9", "m8"), minimizer);
    Map<String, String> reasons = reasons(walk);
    assertEquals(4, reasons.size());
    assertEquals("NOT_DICOM", reasons.get("m0"));
    assertEquals("UNREADABLE", reasons.get("m8"));
    assertEquals("UNREADABLE", reasons.get("m9"));
    assertTrue(closed.get());
  }

  /** Ten members of 40 kB that do not shrink. */
  private static byte[] archive() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Random random = new Random(7);
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < 10; i++) {
        byte[] noise = new byte[40_000];
        random.nextBytes(noise);
        zip.putNextEntry(new ZipEntry("m" + i));
        zip.write(noise);
      }
    }
    return out.toByteArray();
  }

  private InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public int read(byte[] into, int offset, int length) {
        int read = super.read(into, offset, length);
        handedOut += Math.max(0, read);
        return read;
      }

      @Override
      public void close() {
        closed.set(true);
      }
    };
  }

  /** The member's name stands in the place of the hash, to be seen in the reject. */
  private static Map<String, List<Candidate>> wanted(String... members) {
    Map<String, List<Candidate>> wanted = new TreeMap<>();
    for (String member : members) {
      wanted.put(
          member,
          List.of(
              new Candidate(
                  member, 0, "s", "uri", member, "OP", "L", null, "L", 0, 0, "OP", "F", "40-59",
                  1)));
    }
    return wanted;
  }

  private static Map<String, String> reasons(ArchiveWalk walk) {
    List<Minimized> all = new ArrayList<>();
    while (walk.hasNext()) {
      Iterator<Minimized> object = walk.next();
      object.forEachRemaining(all::add);
    }
    Map<String, String> reasons = new TreeMap<>();
    all.forEach(one -> reasons.put(one.reject().getString(1), one.reject().getString(3)));
    assertEquals(all.size(), reasons.size(), "each once");
    return reasons;
  }
}
