package org.medveil.learning.layers;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.medveil.contracts.Refusal;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A dense layer that is adapted by a matrix of low rank (LoRA; Hu et al., "LoRA: Low-Rank
 * Adaptation of Large Language Models", 2021): activation(x W + b + (alpha / rank) (x A) B). W and
 * b stay as they are; A (normal, variance 1 / nIn, at first) and B (0) are trained, so the layer
 * begins as the dense layer that it adapts.
 *
 * <p>Parameters in the flat vector: W (nIn x nOut), b if there is one, A (nIn x rank), B (rank x
 * nOut); matrices in 'f' order.
 */
public final class LowRankDense extends FeedForwardLayer {
  @JsonProperty private int rank = 1;
  @JsonProperty private double alpha = 1;
  @JsonProperty private boolean bias = true;

  /** For JSON. */
  LowRankDense() {}

  private LowRankDense(Builder builder) {
    super(builder);
    rank = builder.rank;
    alpha = builder.alpha;
    bias = builder.bias;
  }

  /** Columns of A. */
  public int rank() {
    return rank;
  }

  /** alpha / rank. */
  public double scale() {
    return alpha / rank;
  }

  /** Whether there is a b. */
  public boolean bias() {
    return bias;
  }

  /**
   * What is wrong with the settings, which may come from a file.
   *
   * @throws Refusal exit 2
   */
  public void check() {
    if (rank < 1 || rank > Math.min(getNIn(), getNOut())) {
      throw Refusal.usage(
          "a LowRankDense from " + getNIn() + " to " + getNOut() + " numbers has rank " + rank,
          "use a rank from 1 to the smaller of the two");
    }
    if (!(alpha > 0) || Double.isInfinite(alpha)) {
      throw Refusal.usage("a LowRankDense has alpha " + alpha, "use alpha above 0; often the rank");
    }
  }

  @Override
  public LowRankDense clone() {
    return (LowRankDense) super.clone();
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    check();
    LowRankDenseLayer layer = new LowRankDenseLayer(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(conf, parameters, initialize));
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return LowRankParameters.INSTANCE;
  }

  @Override
  public IUpdater getUpdaterByParam(String key) {
    return LowRankParameters.isFixed(key) ? new NoOp() : super.getUpdaterByParam(key);
  }

  @Override
  public List<Regularization> getRegularizationByParam(String key) {
    return LowRankParameters.isFixed(key) ? null : super.getRegularizationByParam(key);
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType in) {
    InputType out = getOutputType(-1, in);
    long trained = rank * (getNIn() + getNOut());
    return new LayerMemoryReport.Builder(getLayerName(), LowRankDense.class, in, out)
        .standardMemory(initializer().numParams(this), (int) getIUpdater().stateSize(trained))
        .workingMemory(0, rank, 0, getNOut() + 2L * rank)
        .cacheMemory(0, 0)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LowRankDense that
        && super.equals(other)
        && rank == that.rank
        && alpha == that.alpha
        && bias == that.bias;
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof LowRankDense;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), rank, alpha, bias);
  }

  /** Begins with rank 1, alpha 1 and a bias. */
  @SuppressWarnings("unchecked") // build() is declared so by DL4J
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private int rank = 1;
    private double alpha = 1;
    private boolean bias = true;

    /** Columns of A, from 1 to the smaller of nIn and nOut. */
    public Builder rank(int columns) {
      rank = columns;
      return this;
    }

    /** What the product is multiplied by, times the rank. */
    public Builder alpha(double value) {
      alpha = value;
      return this;
    }

    /** Whether there is a b. */
    public Builder bias(boolean present) {
      bias = present;
      return this;
    }

    @Override
    public LowRankDense build() {
      return new LowRankDense(this);
    }
  }
}
