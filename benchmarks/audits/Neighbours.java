import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.medveil.audits.Acquisition;
import org.medveil.audits.AuditRow;
import org.medveil.audits.ImageKey;
import org.medveil.audits.Traits;
import org.medveil.audits.reidentification.Cosine;
import org.medveil.audits.reidentification.GalleryPolicy;
import org.medveil.audits.reidentification.Identification;
import org.medveil.audits.reidentification.MateRule;
import org.medveil.audits.reidentification.Searched;
import org.medveil.jobs.auditreidentification.ClusterSearch;

/**
 * The ten nearest of a gallery for each probe, by cosine, through the audit's own search on Spark.
 *
 * <p>PROBES GALLERY DIMENSION MASTER PLACES: the first two are files of float32, little-endian, row
 * after row. Writes PLACES, ten int32 for each probe, and prints {@code seconds TAB number} for the
 * search alone: products, counts, lists, and the sample of pairs.
 */
public final class Neighbours {
  private static final int LISTED = 10;

  private Neighbours() {}

  public static void main(String[] words) throws IOException {
    int dimension = Integer.parseInt(words[2]);
    List<AuditRow> probes = rows("p", Path.of(words[0]), dimension);
    List<AuditRow> gallery = rows("g", Path.of(words[1]), dimension);
    SparkSession spark =
        SparkSession.builder()
            .master(words[3])
            .appName("medveil neighbours")
            .config("spark.ui.enabled", "false")
            .getOrCreate();
    ClusterSearch search =
        new ClusterSearch(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            new ClusterSearch.Settings(100_000, 1, 1L << 26, 0));
    Cosine cosine = new Cosine(dimension);
    Searched asked = Searched.probes(probes, cosine, Map.of());
    Searched held = Searched.gallery(gallery, cosine, Map.of());
    long start = System.nanoTime();
    Identification found = search.search(asked, held, MateRule.of(GalleryPolicy.EXTERNAL));
    System.out.println("seconds\t" + (System.nanoTime() - start) / 1e9);
    ByteBuffer places =
        ByteBuffer.allocate(probes.size() * LISTED * Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int probe = 0; probe < probes.size(); probe++) {
      for (int k = 0; k < LISTED; k++) {
        places.putInt(found.other(probe, k));
      }
    }
    Files.write(Path.of(words[4]), places.array());
    spark.stop();
  }

  /** Nobody has a mate: every image is its own patient's. */
  private static List<AuditRow> rows(String kind, Path file, int dimension) throws IOException {
    FloatBuffer values =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    Acquisition unknown =
        new Acquisition(
            OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    List<AuditRow> rows = new ArrayList<>();
    for (int row = 0; row < values.capacity() / dimension; row++) {
      float[] vector = new float[dimension];
      values.get(vector);
      rows.add(new AuditRow(new ImageKey(kind + row, kind + row), unknown, Traits.UNKNOWN, vector));
    }
    return rows;
  }
}
