package org.medveil.jobs.minimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.testkit.LocalSpark;

/** What is read together: the frames of a file, the members of an archive. */
@ExtendWith(LocalSpark.class)
class SourceGroupTest {
  private final Pseudonymizer pseudonyms = new Pseudonymizer(new byte[Pseudonymizer.KEY_BYTES]);

  @Test
  void anArchiveIsWalkedAFewTimesNotOncePerMember() {
    List<Candidate> all = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      for (int frame = 0; frame < 2; frame++) {
        all.add(candidate("large" + i, frame, "file:/a/large.zip!/" + i));
      }
    }
    for (int i = 0; i < 20; i++) {
      all.add(candidate("small" + i, 0, "file:/a/small.tar!/" + i));
      all.add(candidate("loose" + i, 0, "file:/a/" + i));
      all.add(candidate("loose" + i, 1, "file:/a/" + i));
    }
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(SparkSession.active().sparkContext());
    List<List<Candidate>> groups =
        SourceGroup.of(spark.parallelize(all, 5), pseudonyms, 4).collect();
    assertEquals(all.size(), groups.stream().mapToInt(List::size).sum());
    Set<String> instances = new HashSet<>();
    int large = 0;
    int small = 0;
    for (List<Candidate> group : groups) {
      Set<String> kinds = new TreeSet<>();
      Set<String> here = new TreeSet<>();
      group.forEach(one -> kinds.add(one.instanceKey().replaceAll("[0-9]", "")));
      group.forEach(one -> here.add(one.instanceKey()));
      assertEquals(1, kinds.size(), "one source a group");
      here.forEach(key -> assertTrue(instances.add(key), "all frames of an object together"));
      large += kinds.contains("large") ? 1 : 0;
      small += kinds.contains("small") ? 1 : 0;
      if (kinds.contains("loose")) {
        assertEquals(1, here.size());
      }
    }
    assertEquals(3, large, "1400 candidates, 512 a walk");
    assertEquals(1, small);
  }

  private Candidate candidate(String instance, int frame, String uri) {
    String source = pseudonyms.encryptUri(uri);
    return new Candidate(
        instance, frame, "s", source, "hash", "OP", "L", null, "L", 0, 0, "OP", "F", "40-59", 1);
  }
}
