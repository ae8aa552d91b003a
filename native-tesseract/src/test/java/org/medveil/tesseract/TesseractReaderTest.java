package org.medveil.tesseract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.burnedin.Box;
import org.medveil.imaging.burnedin.GreyPlane;
import org.medveil.imaging.burnedin.ReadWord;
import org.medveil.imaging.burnedin.ReaderModels;
import org.medveil.imaging.burnedin.TextReader;

/** The real library with a real model. */
class TesseractReaderTest {
  @TempDir static Path folder;

  @BeforeAll
  static void model() throws IOException {
    TestModel.in(folder);
  }

  private static List<String> texts(GreyPlane plane, List<Box> blank) throws DicomRejection {
    try (TextReader reader = TesseractReader.open(TestModel.models(folder))) {
      return reader.read(plane, blank).stream()
          .filter(word -> word.confidence() >= 60)
          .map(ReadWord::text)
          .filter(text -> text.length() >= 3) // as the rules ask
          .toList();
    }
  }

  @Test
  void brightAndDarkWritingIsReadWhereItStands() throws DicomRejection {
    GreyPlane plane =
        new Drawn(400, 200, 4)
            .write("KOWALSKI", 40, 60, 16, 300)
            .write("Station 7", 200, 150, 24, -200)
            .plane();
    try (TextReader reader = TesseractReader.open(TestModel.models(folder))) {
      List<ReadWord> words = reader.read(plane, List.of());
      ReadWord name = word(words, "KOWALSKI");
      assertTrue(name.confidence() > 60, "" + name.confidence());
      assertTrue(within(new Box(36, 42, 110, 24), name.box()), "" + name.box());
      ReadWord station = word(words, "Station");
      assertTrue(within(new Box(196, 126, 110, 32), station.box()), "" + station.box());
      assertEquals(station.line(), word(words, "7").line());
      assertTrue(station.line() != name.line());
    }
  }

  private static ReadWord word(List<ReadWord> words, String text) {
    return words.stream().filter(word -> word.text().equals(text)).findFirst().orElseThrow();
  }

  private static boolean within(Box outer, Box inner) {
    return outer.x() <= inner.x()
        && outer.y() <= inner.y()
        && inner.right() <= outer.right()
        && inner.bottom() <= outer.bottom();
  }

  @Test
  void whatIsBlankIsNotReadAndLeavesNoEdge() throws DicomRejection {
    Drawn drawn = new Drawn(400, 100, 4).write("KOWALSKI", 40, 60, 16, 300);
    assertEquals(List.of("KOWALSKI"), texts(drawn.plane(), List.of()));
    assertEquals(List.of(), texts(drawn.plane(), List.of(new Box(36, 40, 120, 28))));
  }

  @Test
  void thereIsNothingInNothing() throws DicomRejection {
    assertEquals(List.of(), texts(new GreyPlane(64, 64, new int[64 * 64]), List.of()));
    assertEquals(List.of(), texts(new GreyPlane(5, 5, new int[25]), List.of()));
    assertEquals(List.of(), texts(new Drawn(300, 300, 40).plane(), List.of()));
  }

  @Test
  void aFrameBeyondTesseractsPlacesIsRefusedAndNotPassedOver() {
    GreyPlane longest = new GreyPlane(40_000, 12, new int[480_000]);
    assertThrows(DicomRejection.class, () -> texts(longest, List.of()));
  }

  /** Each has an engine of its own. */
  @Test
  void readersOfSeveralThreadsDoNotMeet() throws Exception {
    GreyPlane one = new Drawn(300, 80, 4).write("LINDQVIST", 30, 50, 16, 300).plane();
    GreyPlane two = new Drawn(300, 80, 4).write("OKAFOR", 30, 50, 16, 300).plane();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Callable<List<String>>> work = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        GreyPlane plane = i % 2 == 0 ? one : two;
        work.add(() -> texts(plane, List.of()));
      }
      List<List<String>> read = new ArrayList<>();
      for (Future<List<String>> done : pool.invokeAll(work)) {
        read.add(done.get());
      }
      List<String> first = List.of("LINDQVIST");
      List<String> second = List.of("OKAFOR");
      assertEquals(List.of(first, second, first, second, first, second), read);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aModelThatIsNoneIsRefused() throws IOException {
    Files.writeString(folder.resolve("xyz.traineddata"), "not a model");
    List<ReaderModels.Model> both =
        List.of(new ReaderModels.Model("eng", ""), new ReaderModels.Model("xyz", ""));
    ReaderModels none = new ReaderModels(folder.toString(), both.subList(1, 2));
    ReaderModels half = new ReaderModels(folder.toString(), both);
    for (ReaderModels models : List.of(none, half)) {
      Refusal refusal = assertThrows(Refusal.class, () -> TesseractReader.open(models));
      assertEquals(ExitCode.USAGE, refusal.exitCode());
      assertTrue(refusal.getMessage().contains("models"), refusal.getMessage());
    }
  }

  /** A JVM of another platform, as its system property says. */
  @Test
  void aLibraryThatDoesNotLoadIsARefusal() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.bytedeco.javacpp.platform=linux-none",
                "-cp",
                System.getProperty("java.class.path"),
                VersionOrRefusal.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes()).strip();
    assertEquals("USAGE: Tesseract's library does not load on this machine", said);
  }

  /** Says what asking for the version gives. */
  static final class VersionOrRefusal {
    public static void main(String... none) {
      try {
        System.out.println(new TesseractProvider().version());
      } catch (Refusal e) {
        System.out.println(e.exitCode() + ": " + e.getMessage());
      }
    }
  }
}
