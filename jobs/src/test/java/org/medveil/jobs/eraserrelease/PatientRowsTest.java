package org.medveil.jobs.eraserrelease;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.medveil.testkit.LocalSpark;

/** What a release sees of a patient depends on that patient alone. */
@ExtendWith(LocalSpark.class)
class PatientRowsTest {
  private static final StructType VECTORS =
      new StructType()
          .add("subject_key", DataTypes.StringType)
          .add("instance_key", DataTypes.StringType);
  private static final StructType INSTANCES =
      VECTORS.add("sex", DataTypes.StringType).add("age_years", DataTypes.IntegerType);

  @Test
  void traitsComeFromThePatientsOwnInstances() {
    assertEquals(
        List.of("p,a,F,40", "p,a,F,40", "p,b,F,41", "q,c,M,70", "r,a,null,null"), rows(""));
  }

  @Test
  void aPatientWhoLeavesChangesNothingOfOthers() {
    for (String patient : List.of("p", "q", "r")) {
      List<String> others = new ArrayList<>(rows(""));
      others.removeIf(row -> row.startsWith(patient));
      assertEquals(others, rows(patient));
    }
  }

  /**
   * Two frames of one object, a row that is catalogued twice, a patient whose object is unknown.
   */
  private static List<String> rows(String without) {
    List<Row> vectors = new ArrayList<>();
    for (String key : List.of("p a", "p a", "p b", "q c", "r a")) {
      vectors.add(RowFactory.create((Object[]) key.split(" ")));
    }
    List<Row> instances = new ArrayList<>();
    instances.add(RowFactory.create("p", "a", "F", 40));
    instances.add(RowFactory.create("p", "b", "F", 41));
    instances.add(RowFactory.create("p", "b", "F", 41));
    instances.add(RowFactory.create("q", "c", "M", 70));
    vectors.removeIf(row -> row.getString(0).equals(without));
    instances.removeIf(row -> row.getString(0).equals(without));
    SparkSession spark = SparkSession.active();
    return PatientRows.joined(
            spark.createDataFrame(vectors, VECTORS), spark.createDataFrame(instances, INSTANCES))
        .collectAsList()
        .stream()
        .map(row -> row.mkString(","))
        .sorted()
        .toList();
  }
}
