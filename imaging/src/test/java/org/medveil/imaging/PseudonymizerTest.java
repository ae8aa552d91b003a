package org.medveil.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** Pseudonyms, date shifts, encrypted addresses, and the key they hang on. */
class PseudonymizerTest {
  private static final Pseudonymizer SITE = new Pseudonymizer(key(1));

  private static byte[] key(int fill) {
    byte[] key = new byte[32];
    java.util.Arrays.fill(key, (byte) fill);
    return key;
  }

  @Test
  void pseudonymsAreStableAcrossReleases() throws Exception {
    javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
    mac.init(new javax.crypto.spec.SecretKeySpec(key(1), "HmacSHA256"));
    byte[] full = mac.doFinal("medveil/1/subject\0P1".getBytes("UTF-8"));
    assertEquals(java.util.HexFormat.of().formatHex(full).substring(0, 32), SITE.subject("P1"));
  }

  @Property(tries = 200)
  void oneInputHasOnePseudonymAndFourDomainsDiffer(@ForAll @IntRange(min = 0) int number) {
    String id = "1.2." + number;
    Set<String> all =
        new HashSet<>(Set.of(SITE.subject(id), SITE.study(id), SITE.series(id), SITE.instance(id)));
    assertEquals(4, all.size());
    assertTrue(all.stream().allMatch(p -> p.matches("[0-9a-f]{32}")));
    assertEquals(SITE.subject(id), new Pseudonymizer(key(1)).subject(" " + id + " "));
    assertNotEquals(SITE.subject(id), new Pseudonymizer(key(2)).subject(id));
    assertNotEquals(SITE.subject(id), SITE.subject(id + "0"));
  }

  @Test
  void composedAndDecomposedUmlautsAreOnePatient() {
    assertEquals(SITE.subject("M\u00fc1"), SITE.subject("Mu\u03081"));
    assertThrows(IllegalArgumentException.class, () -> SITE.subject("  "));
  }

  @Property(tries = 200)
  void datesOfOneSubjectMoveTogetherIntoThePast(
      @ForAll @IntRange(min = 0, max = 20000) int first,
      @ForAll @IntRange(min = 0, max = 20000) int second,
      @ForAll @IntRange(min = 0) int patient) {
    String subject = SITE.subject("P" + patient);
    LocalDate a = LocalDate.ofEpochDay(first);
    LocalDate b = LocalDate.ofEpochDay(second);
    long shift = ChronoUnit.DAYS.between(a, SITE.shift(subject, a));
    assertTrue(shift <= -1 && shift >= -365);
    assertEquals(shift, ChronoUnit.DAYS.between(b, SITE.shift(subject, b)));
  }

  /**
   * 3650 subjects on 365 shifts: chi-square with 364 degrees of freedom has mean 364 and standard
   * deviation 27, so 550 is beyond 6 of them. The keys are fixed: the test cannot flicker.
   */
  @Test
  void shiftsAreSpreadEvenly() {
    int[] counts = new int[366];
    LocalDate day = LocalDate.of(2020, 1, 1);
    for (int i = 0; i < 3650; i++) {
      counts[(int) ChronoUnit.DAYS.between(SITE.shift(SITE.subject("P" + i), day), day)]++;
    }
    double statistic = 0;
    for (int shift = 1; shift <= 365; shift++) {
      statistic += Math.pow(counts[shift] - 10, 2) / 10;
    }
    assertEquals(0, counts[0]);
    assertTrue(statistic < 550, "chi-square " + statistic);
  }

  @Property(tries = 100)
  void addressesComeBackOnlyUnchangedAndUnderTheirKey(@ForAll String uri) {
    String valid = uri.replaceAll("[\\ud800-\\udfff]", "x");
    String sealed = SITE.encryptUri(valid);
    assertEquals(valid, SITE.decryptUri(sealed));
    assertNotEquals(sealed, SITE.encryptUri(valid), "a fresh nonce every time");
    Pseudonymizer other = new Pseudonymizer(key(2));
    assertEquals(
        ExitCode.BAD_DATA, assertThrows(Refusal.class, () -> other.decryptUri(sealed)).exitCode());
    char flipped = sealed.charAt(5) == 'A' ? 'B' : 'A';
    String changed = sealed.substring(0, 5) + flipped + sealed.substring(6);
    assertThrows(Refusal.class, () -> SITE.decryptUri(changed));
    assertThrows(Refusal.class, () -> SITE.decryptUri("short"));
  }

  @Test
  void itTravelsToExecutorsAndPrintsNothing() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(SITE);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertEquals(SITE.subject("P1"), ((Pseudonymizer) in.readObject()).subject("P1"));
    }
    assertEquals("Pseudonymizer[key withheld]", SITE.toString());
  }

  @Test
  void keyFilesAreForTheirOwnerAndNeverOverwritten(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("pseudonym.key");
    Pseudonymizer.writeNewKey(file);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    byte[] key = Pseudonymizer.readKey(file);
    assertEquals(32, key.length);
    assertArrayEquals(key, Pseudonymizer.readKey(file));
    refused(() -> Pseudonymizer.writeNewKey(file));
    assertArrayEquals(key, Pseudonymizer.readKey(file), "still the first key");
    Path second = folder.resolve("other.key");
    Pseudonymizer.writeNewKey(second);
    assertFalse(java.util.Arrays.equals(key, Pseudonymizer.readKey(second)));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    refused(() -> Pseudonymizer.readKey(file));
  }

  @Test
  void whatIsNoKeyFileIsRefused(@TempDir Path folder) throws IOException {
    refused(() -> Pseudonymizer.readKey(folder.resolve("absent")));
    refused(() -> Pseudonymizer.readKey(folder));
    refused(() -> Pseudonymizer.writeNewKey(folder.resolve("no/such/folder")));
    Path file = folder.resolve("pseudonym.key");
    Pseudonymizer.writeNewKey(file);
    String good = Files.readString(file);
    for (String bad :
        new String[] {
          "", "x", good + "x", good.substring(0, 40) + "\n", good.replace("medveil", "other")
        }) {
      Files.writeString(file, bad);
      refused(() -> Pseudonymizer.readKey(file));
    }
    assertThrows(IllegalArgumentException.class, () -> new Pseudonymizer(new byte[16]));
  }

  private static void refused(org.junit.jupiter.api.function.Executable action) {
    assertEquals(ExitCode.USAGE, assertThrows(Refusal.class, action).exitCode());
  }
}
