package org.medveil.jobs.auditmembership;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.medveil.audits.membership.ShadowDesign;
import org.medveil.audits.membership.Shadows;
import org.medveil.learning.Classifier;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.PatientExamples;

/** Trains all shadow models, one a Spark task, and asks each about every image. */
final class ShadowModels {
  private final JavaSparkContext spark;
  private final ModelSpec model;
  private final List<PatientExamples> patients;
  private final ShadowDesign design;

  ShadowModels(
      JavaSparkContext spark,
      ModelSpec model,
      List<PatientExamples> patients,
      ShadowDesign design) {
    this.spark = spark;
    this.model = model;
    this.patients = patients;
    this.design = design;
  }

  Shadows trained(ShadowTraining training) {
    Broadcast<ArrayList<PatientExamples>> all = spark.broadcast(new ArrayList<>(patients));
    ModelSpec spec = model;
    List<Integer> numbers = IntStream.range(0, design.models()).boxed().toList();
    List<ArrayList<Integer>> members = numbers.stream().map(this::members).toList();
    float[][] logits = new float[design.models()][];
    spark
        .parallelize(members, design.models())
        .map(in -> logits(spec, training, all.value(), in))
        .collect()
        .toArray(logits);
    all.destroy();
    return new Shadows(design, patients, logits);
  }

  private ArrayList<Integer> members(int model) {
    ArrayList<Integer> in = new ArrayList<>();
    for (int p = 0; p < design.patients(); p++) {
      if (design.in(model, p)) {
        in.add(p);
      }
    }
    return in;
  }

  private static float[] logits(
      ModelSpec spec, ShadowTraining training, List<PatientExamples> all, List<Integer> in) {
    Classifier trained = training.trained(spec, in.stream().map(all::get).toList());
    float[][] images =
        all.stream()
            .flatMap(patient -> java.util.Arrays.stream(patient.features()))
            .toArray(float[][]::new);
    return trained.logits(images);
  }
}
