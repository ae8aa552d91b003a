package org.medveil.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class HashedStreamTest {
  @Test
  void skippedBytesAreHashedToo() throws Exception {
    byte[] file = new byte[50_000];
    for (int i = 0; i < file.length; i++) {
      file[i] = (byte) (i * 31);
    }
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    try (HashedStream in = new HashedStream(new ByteArrayInputStream(file), sha)) {
      assertEquals(file[0] & 0xff, in.read());
      assertEquals(20_000, in.skip(20_000));
      assertEquals(file[20_001] & 0xff, in.read());
      in.transferTo(OutputStream.nullOutputStream());
      assertEquals(0, in.skip(10));
    }
    assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(file), sha.digest());
  }
}
