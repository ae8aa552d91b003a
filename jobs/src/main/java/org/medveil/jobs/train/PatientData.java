package org.medveil.jobs.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.medveil.contracts.Refusal;
import org.medveil.learning.Cohort;
import org.medveil.learning.PatientExamples;
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
    INDArray labels = Nd4j.zeros(n, outputs);
    List<Serializable> keys = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      int label = patient.labels()[i];
      if (outputs == 1) {
        labels.putScalar(i, 0, label);
      } else {
        labels.putScalar(i, label, 1);
      }
      keys.add(patient.subjectKey());
    }
    DataSet data = new DataSet(Nd4j.create(patient.features()), labels);
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
    float[][] features = set.getFeatures().toFloatMatrix();
    float[][] labels = set.getLabels().toFloatMatrix();
    List<Tuple2<String, PatientExamples>> out = new ArrayList<>(features.length);
    for (int i = 0; i < features.length; i++) {
      String key = keys.get(i).toString();
      int[] label = {classOf(labels[i])};
      out.add(new Tuple2<>(key, new PatientExamples(key, new float[][] {features[i]}, label)));
    }
    return out;
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
    List<PatientExamples> rows = new ArrayList<>();
    parts.forEach(rows::add);
    // A fixed order, so that a retried task adds the same floats in the same order.
    rows.sort(
        Comparator.comparingInt((PatientExamples p) -> p.labels()[0])
            .thenComparing(p -> p.features()[0], java.util.Arrays::compare));
    return new PatientExamples(
        key,
        rows.stream().map(p -> p.features()[0]).toArray(float[][]::new),
        rows.stream().mapToInt(p -> p.labels()[0]).toArray());
  }
}
