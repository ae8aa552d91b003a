package org.medveil.learning.layers;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.medveil.contracts.Refusal;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Group normalisation (Wu and He, "Group Normalization", 2018): within each image, the channels of
 * a group are brought to mean 0 and variance 1 over all their pixels; then each channel is
 * multiplied by its gain and its bias is added. Other than batch normalisation it never looks at
 * another image. On vectors, one group is layer normalisation with gain and bias. It has no
 * activation of its own: put an ActivationLayer after it.
 *
 * <p>Parameters in the flat vector: gain (1 at first), then bias (0), one per channel each.
 */
public final class GroupNormalization extends FeedForwardLayer {
  @JsonProperty private int groups = 1;
  @JsonProperty private double epsilon = 1e-5;

  /** For JSON. */
  GroupNormalization() {
    activationFn = new ActivationIdentity();
  }

  private GroupNormalization(Builder builder) {
    super(builder);
    activationFn = new ActivationIdentity();
    groups = builder.groups;
    epsilon = builder.epsilon;
  }

  /** Number of groups; divides the number of channels. */
  public int groups() {
    return groups;
  }

  /** What is added to the variance, above 0. */
  public double epsilon() {
    return epsilon;
  }

  /**
   * What is wrong with the settings, which may come from a file.
   *
   * @throws Refusal exit 2
   */
  public void check() {
    if (groups < 1 || getNIn() < 1 || getNIn() % groups != 0) {
      throw Refusal.usage(
          "a GroupNormalization of " + getNIn() + " channels has " + groups + " groups",
          "use a number of groups that divides the number of channels");
    }
    if (!(epsilon > 0) || epsilon > 1 || getNOut() != getNIn()) {
      throw Refusal.usage(
          "a GroupNormalization has settings that make no sense",
          "use epsilon above 0 and at most 1, and as many channels out as in");
    }
    if (!(activationFn instanceof ActivationIdentity)) {
      throw Refusal.usage(
          "a GroupNormalization has an activation", "put an ActivationLayer after it");
    }
  }

  @Override
  public GroupNormalization clone() {
    return (GroupNormalization) super.clone();
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
    GroupNormalizationLayer layer = new GroupNormalizationLayer(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    Map<String, INDArray> table = initializer().init(conf, parameters, initialize);
    layer.setParamTable(table);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return GainAndBias.INSTANCE;
  }

  @Override
  public InputType getOutputType(int index, InputType in) {
    return in;
  }

  @Override
  public void setNIn(InputType in, boolean override) {
    if (getNIn() > 0 && !override) {
      return;
    }
    long channels =
        switch (in.getType()) {
          case FF -> ((InputType.InputTypeFeedForward) in).getSize();
          case CNNFlat -> ((InputType.InputTypeConvolutionalFlat) in).getDepth();
          case CNN -> channelsFirst((InputType.InputTypeConvolutional) in);
          default ->
              throw Refusal.usage(
                  "GroupNormalization stands after a layer that gives no image and no vector",
                  "use it after convolutions, pooling and dense layers");
        };
    setNIn(channels);
    setNOut(channels);
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType in) {
    return in instanceof InputType.InputTypeConvolutionalFlat flat
        ? new FeedForwardToCnnPreProcessor(flat.getHeight(), flat.getWidth(), flat.getDepth())
        : null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType in) {
    long size = in.arrayElementsPerExample();
    return new LayerMemoryReport.Builder(getLayerName(), GroupNormalization.class, in, in)
        .standardMemory(2 * getNIn(), (int) getIUpdater().stateSize(2 * getNIn()))
        .workingMemory(0, 2 * size, 0, 4 * size)
        .cacheMemory(0, 0)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GroupNormalization that
        && super.equals(other)
        && groups == that.groups
        && epsilon == that.epsilon;
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof GroupNormalization;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), groups, epsilon);
  }

  private static long channelsFirst(InputType.InputTypeConvolutional in) {
    if (in.getFormat() != CNN2DFormat.NCHW) {
      throw Refusal.usage("GroupNormalization is given channels last", "use the format NCHW");
    }
    return in.getChannels();
  }

  /** Begins with one group and epsilon 1e-5. */
  @SuppressWarnings("unchecked") // build() is declared so by DL4J
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private int groups = 1;
    private double epsilon = 1e-5;

    /** Number of groups; must divide the number of channels. */
    public Builder groups(int count) {
      groups = count;
      return this;
    }

    /** What is added to the variance, above 0. */
    public Builder epsilon(double value) {
      epsilon = value;
      return this;
    }

    /** Channels, where no input type says so. */
    public Builder channels(int count) {
      setNIn(count);
      setNOut(count);
      return this;
    }

    @Override
    public GroupNormalization build() {
      return new GroupNormalization(this);
    }
  }
}
