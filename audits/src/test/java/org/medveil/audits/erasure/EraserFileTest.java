package org.medveil.audits.erasure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medveil.audits.AuditRows;
import org.medveil.audits.simulated.CohortDesign;
import org.medveil.audits.simulated.EmbeddingCohort;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.dp.Release;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderInput;

class EraserFileTest {
  private static final AuditRows ROWS = EmbeddingCohort.rows(CohortDesign.of(40, 1));
  private static final ErasurePlan PLAN =
      new ErasurePlan(List.of(Concept.SEX, Concept.AGE), ErasurePlan.Method.LEACE, 3, true);
  private static final Encoder PLAIN = new Flat();

  @Test
  void whatIsWrittenIsReadAgain() {
    EraserFile file = file(PLAIN.sha256());
    EraserFile again = EraserFile.parse(file.bytes());
    assertArrayEquals(file.bytes(), again.bytes());
    assertEquals(file.card(), again.card());
    float[] vector = ROWS.row(3).vector();
    assertArrayEquals(file.eraser().apply(vector), again.eraser().apply(vector));
  }

  @Test
  void theSameRowsGiveTheSameBytes() {
    assertArrayEquals(file(PLAIN.sha256()).bytes(), file(PLAIN.sha256()).bytes());
  }

  @Test
  void everyChangedByteIsSeen() {
    byte[] bytes = file(PLAIN.sha256()).bytes();
    for (int at = 0; at < bytes.length; at += 997) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      Refusal refusal = assertThrows(Refusal.class, () -> EraserFile.parse(changed));
      assertEquals(ExitCode.BAD_DATA, refusal.exitCode());
    }
    assertThrows(Refusal.class, () -> EraserFile.parse(new byte[10]));
  }

  @Test
  void erasedVectorsGoByAnotherName() {
    ErasedEncoder erased = new ErasedEncoder(PLAIN, file(PLAIN.sha256()));
    assertNotEquals(PLAIN.id(), erased.id());
    assertNotEquals(PLAIN.sha256(), erased.sha256());
    assertTrue(erased.id().startsWith("flat/1/erased-"));
  }

  @Test
  void anEraserOfAnotherEncoderIsRefused() {
    EraserFile other = file("a".repeat(64));
    Refusal refusal = assertThrows(Refusal.class, () -> new ErasedEncoder(PLAIN, other));
    assertEquals(ExitCode.POLICY_REFUSED, refusal.exitCode());
  }

  /** Only a Release can be put into a bundle; none can hold an eraser by being one. */
  @Test
  void anEraserIsNoRelease() {
    assertEquals(0, Release.class.getConstructors().length);
    assertEquals(Object.class, Eraser.class.getSuperclass());
    assertEquals(Object.class, EraserFile.class.getSuperclass());
  }

  @Test
  void rowsOfUnknownSexAreLeftOutAndCounted() {
    AuditRows some =
        ROWS.changed(
            row ->
                row.instance().endsWith("L-0-0")
                    ? new org.medveil.audits.AuditRow(
                        row.key(),
                        row.acquisition(),
                        org.medveil.audits.Traits.UNKNOWN,
                        row.vector())
                    : row);
    FittedEraser fitted = FittedEraser.fit(some, PLAN);
    assertEquals(40, fitted.leftOut());
    assertEquals(ROWS.size(), fitted.used() + fitted.leftOut());
  }

  @Test
  void unknownConceptsAreRefusedByName() {
    Refusal refusal = assertThrows(Refusal.class, () -> Concept.list("sex,shoe-size"));
    assertTrue(refusal.getMessage().contains("shoe-size"));
    assertThrows(Refusal.class, () -> Concept.list("sex,sex"));
  }

  private static EraserFile file(String encoderSha256) {
    EraserCard card =
        new EraserCard(
            "flat/1",
            encoderSha256,
            "leace(sex,age)+identity(3)",
            "label",
            EraserCard.Basis.PATIENTS);
    return new EraserFile(card, FittedEraser.fit(ROWS, PLAN).eraser());
  }

  /** 256 grey values as they are. */
  private static final class Flat implements Encoder {
    @Override
    public String id() {
      return "flat/1";
    }

    @Override
    public String sha256() {
      return "f".repeat(64);
    }

    @Override
    public int dimension() {
      return 256;
    }

    @Override
    public float[] encode(EncoderInput in) {
      return new float[256];
    }

    @Override
    public boolean accepts(int height, int width, int channels) {
      return true;
    }
  }
}
