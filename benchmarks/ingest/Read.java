import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medveil.imaging.DicomReader;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;
import org.medveil.jobs.Main;

/**
 * Medveil's rows, one mode a process: {@code header}, {@code whole} (one thread), {@code ingest}
 * (the verb), {@code source}, {@code source-pixels} (format("dicom")). Arguments: mode, folder, a folder for
 * warehouses, keys. Protocol: README.md.
 */
final class Read {
  private final Path folder;
  private final List<Path> files;
  private final Path scratch;
  private final String keys;
  private int runs;

  private Read(Path folder, Path scratch, String keys) throws IOException {
    this.folder = folder;
    this.scratch = scratch;
    this.keys = keys;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".dcm")).sorted().toList();
    }
  }

  public static void main(String[] args) throws Exception {
    Read read = new Read(Path.of(args[1]), Path.of(args[2]), args[3]);
    System.out.println("ready\t" + args[0]);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      long cpu = cpu();
      long wall = System.nanoTime();
      long count = read.run(args[0]);
      if (count != read.files.size()) {
        throw new IllegalStateException(count + " of " + read.files.size() + " files");
      }
      System.out.printf(
          "row\t%d\t%.4f\t%.4f%n", count, (System.nanoTime() - wall) / 1e9, (cpu() - cpu) / 1e9);
    }
  }

  /** Of all threads, compilers and collectors included. */
  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private long run(String mode) throws IOException, DicomRejection {
    return switch (mode) {
      case "header" -> headers();
      case "whole" -> wholes();
      case "ingest" -> ingest();
      case "source" -> source("count(SOPInstanceUID)", false);
      case "source-pixels" -> source("count(pixels)", true);
      default -> throw new IllegalArgumentException(mode);
    };
  }

  private long headers() throws IOException, DicomRejection {
    long count = 0;
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        count += DicomReader.readHeader(in).rows() > 0 ? 1 : 0;
      }
    }
    return count;
  }

  private long wholes() throws IOException, DicomRejection {
    long count = 0;
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        DicomObject object = DicomObject.read(in, Extent.WHOLE);
        count += object.pixels().orElseThrow().bytes().length > 0 ? 1 : 0;
      }
    }
    return count;
  }

  /** Into a warehouse of its own, so that nothing is known. */
  private long ingest() throws IOException {
    Path warehouse = Files.createTempDirectory(scratch, "warehouse" + runs++);
    int code =
        Main.run(
            "ingest", "--input", folder.toString(), "--warehouse", warehouse.toString(),
            "--keys", keys, "--json");
    if (code != 0) {
      throw new IllegalStateException("ingest ended with " + code);
    }
    return files.size();
  }

  private long source(String counted, boolean pixels) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    Dataset<Row> rows =
        spark
            .read()
            .format("dicom")
            .option("identifying", "true")
            .option("columns", "SOPInstanceUID,Modality,Rows,Columns,KVP,StudyDate")
            .option("pixels", pixels ? "raw" : "none")
            .load(folder.toString());
    String values = "count(Modality), sum(Rows), sum(KVP), max(StudyDate)";
    return rows.selectExpr((counted + ", " + values).split(", ")).collectAsList().get(0).getLong(0);
  }
}
