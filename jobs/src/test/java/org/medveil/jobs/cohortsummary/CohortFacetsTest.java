package org.medveil.jobs.cohortsummary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.testkit.LocalSpark;

/** What is told about a patient depends on that patient alone. */
@ExtendWith(LocalSpark.class)
class CohortFacetsTest {
  private static final StructType INSTANCES =
      new StructType()
          .add("subject_key", DataTypes.StringType)
          .add("modality", DataTypes.StringType)
          .add("sex", DataTypes.StringType)
          .add("age_years", DataTypes.IntegerType);
  private static final StructType OUTCOMES =
      new StructType().add("subject_key", DataTypes.StringType).add("label", DataTypes.IntegerType);

  private final CohortFacets facets =
      new CohortFacets(DataUseAgreement.read(Path.of("../conf/agreement.conf")), List.of(0, 1));

  private TreeMap<String, TreeSet<String>> facets(String without) {
    List<Row> instances = new ArrayList<>();
    List<Row> outcomes = new ArrayList<>();
    // Five women of 40-59, the least that k-anonymity lets stand; p4 is one of them.
    for (int p = 0; p < 5; p++) {
      instances.add(RowFactory.create("p" + p, "OP", "F", 45 + p));
      instances.add(RowFactory.create("p" + p, "OP", "F", 46 + p));
      outcomes.add(RowFactory.create("p" + p, p % 2));
    }
    instances.add(RowFactory.create("old", "OP", "M", 59));
    instances.add(RowFactory.create("old", "OP", "M", 60));
    instances.add(RowFactory.create("nobody knows", "OP", null, null));
    instances.add(RowFactory.create("other machine", "CT", "M", 30));
    outcomes.add(RowFactory.create("old", 0));
    outcomes.add(RowFactory.create("old", 1));
    outcomes.add(RowFactory.create("no image", 1));
    instances.removeIf(row -> row.getString(0).equals(without));
    outcomes.removeIf(row -> row.getString(0).equals(without));
    SparkSession spark = SparkSession.active();
    Dataset<Row> found =
        facets.of(
            spark.createDataFrame(instances, INSTANCES), spark.createDataFrame(outcomes, OUTCOMES));
    TreeMap<String, TreeSet<String>> told = new TreeMap<>();
    for (Row row : found.collectAsList()) {
      told.computeIfAbsent(row.getString(0), key -> new TreeSet<>()).add(row.getString(1));
    }
    return told;
  }

  @Test
  void aPatientIsToldByItsOwnRows() {
    TreeMap<String, TreeSet<String>> told = facets("");
    assertEquals(
        new TreeSet<>(List.of("all", "sex=F", "age_band=40-59", "label=0")), told.get("p0"));
    assertEquals(
        new TreeSet<>(
            List.of("all", "sex=M", "age_band=40-59", "age_band=60+", "label=0", "label=1")),
        told.get("old"));
    assertEquals(
        new TreeSet<>(List.of("all", "sex=(missing)", "age_band=(missing)")),
        told.get("nobody knows"));
    assertEquals(7, told.size(), "neither another modality nor a patient without images");
    assertTrue(told.values().stream().allMatch(one -> one.size() <= facets.mostOfOnePatient()));
    assertTrue(
        told.values().stream().allMatch(one -> facets.names().containsAll(one)), "all are public");
  }

  /** In the table images, four women would be left, and k-anonymity would empty all their cells. */
  @Test
  void aPatientWhoLeavesChangesNothingOfOthers() {
    TreeMap<String, TreeSet<String>> told = facets("");
    TreeMap<String, TreeSet<String>> less = facets("p4");
    told.remove("p4");
    assertEquals(told, less);
  }
}
