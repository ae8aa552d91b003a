package org.medveil.jobs.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.medveil.contracts.Refusal;
import org.medveil.learning.Cohort;
import org.medveil.learning.PatientExamples;
import org.medveil.learning.PatientExamples.Example;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import scala.Tuple2;

/**
 * Between DL4J's data sets and one record a patient. A data set says whose examples it holds by its
 * example meta-data: one subject key per row. Without it the unit would silently be the image.
 */
public final class PatientData {
  private PatientData() {}

  /** One data set of a patient: features n×d, labels n×1 or one-hot n×k. */
  public static DataSet dataSet(PatientExamples patient, int outputs) {
    int n = patient.features().length;
    float[][] labels = new float[n][outputs];
    List<Serializable> keys = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      int label = patient.labels()[i];
      if (outputs == 1) {
        labels[i][0] = label;
      } else {
        labels[i][label] = 1;
      }
      keys.add(patient.subjectKey());
    }
    DataSet data = new DataSet(Nd4j.create(patient.features()), Nd4j.create(labels));
    data.setExampleMetaData(keys);
    return data;
  }

  /**
   * One cohort a partition: all examples of a patient together, whatever data sets they came in,
   * and all patients of a bucket in one partition.
   */
  static JavaRDD<Cohort> cohorts(JavaRDD<DataSet> data, BucketPartitioner buckets) {
    return data.flatMapToPair(set -> examples(set).iterator())
        .groupByKey(buckets)
        .mapPartitions(groups -> List.of(cohort(groups)).iterator(), true);
  }

  private static Cohort cohort(Iterator<Tuple2<String, Iterable<PatientExamples>>> groups) {
    List<PatientExamples> patients = new ArrayList<>();
    groups.forEachRemaining(group -> patients.add(merge(group._1(), group._2())));
    return Cohort.of(patients);
  }

  private static List<Tuple2<String, PatientExamples>> examples(DataSet set) {
    List<Serializable> keys = set.getExampleMetaData();
    if (keys == null || keys.size() != set.numExamples()) {
      throw Refusal.usage(
          "a data set does not say whose examples it holds",
          "set its example meta-data to one subject key per row (unit patient)");
    }
    if (set.hasMaskArrays()) {
      throw Refusal.usage("masked data sets are not supported", "remove the masks");
    }
    float[][] features = rows(set.getFeatures());
    float[][] labels = rows(set.getLabels());
    Map<String, List<Example>> patients = new LinkedHashMap<>();
    for (int i = 0; i < features.length; i++) {
      patients
          .computeIfAbsent(keys.get(i).toString(), key -> new ArrayList<>())
          .add(new Example(features[i], classOf(labels[i])));
    }
    return patients.entrySet().stream()
        .map(
            each -> new Tuple2<>(each.getKey(), PatientExamples.of(each.getKey(), each.getValue())))
        .toList();
  }

  /** INDArray.toFloatMatrix, which makes three native objects of each row, in one copy. */
  private static float[][] rows(INDArray matrix) {
    int columns = matrix.columns();
    float[] all = matrix.dup('c').data().asFloat();
    float[][] rows = new float[matrix.rows()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(all, i * columns, (i + 1) * columns);
    }
    return rows;
  }

  private static int classOf(float[] row) {
    if (row.length == 1) {
      return Math.round(row[0]);
    }
    int best = 0;
    for (int k = 1; k < row.length; k++) {
      best = row[k] > row[best] ? k : best;
    }
    return best;
  }

  private static PatientExamples merge(String key, Iterable<PatientExamples> parts) {
    List<Example> images = new ArrayList<>();
    for (PatientExamples part : parts) {
      for (int i = 0; i < part.size(); i++) {
        images.add(new Example(part.features()[i], part.labels()[i]));
      }
    }
    // A fixed order, so that a retried task adds the same floats in the same order.
    images.sort(
        Comparator.comparingInt(Example::label).thenComparing(Example::features, Arrays::compare));
    return PatientExamples.of(key, images);
  }
}
