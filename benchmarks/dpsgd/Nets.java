import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.medveil.learning.layers.GroupNormalization;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The networks of the benchmark, in DL4J's JSON; the Python side builds the same ones. */
public final class Nets {
  private Nets() {}

  /** A: 1024 numbers, 256 ReLUs, 5 classes; 263 685 parameters. */
  public static String mlp() {
    return builder()
        .list()
        .layer(new DenseLayer.Builder().nOut(256).activation(Activation.RELU).build())
        .layer(softmax(5))
        .setInputType(InputType.feedForward(1024))
        .build()
        .toJson();
  }

  /** B: the convolutional net of Opacus' MNIST example, 1 x 28 x 28; 26 010 parameters. */
  public static String mnist() {
    return builder()
        .list()
        .layer(convolution(16, 8, 2, 3))
        .layer(maxPool(2, 1))
        .layer(convolution(32, 4, 2, 0))
        .layer(maxPool(2, 1))
        .layer(new DenseLayer.Builder().nOut(32).activation(Activation.RELU).build())
        .layer(softmax(10))
        .setInputType(InputType.convolutionalFlat(28, 28, 1))
        .build()
        .toJson();
  }

  /**
   * C: ResNet-9 of width 32 with group normalisation, 3 x 32 x 32, 10 classes; 1 647 242 parameters.
   * Eight convolutions of 3 x 3 with bias, each followed by group normalisation (8 groups) and ReLU.
   */
  public static String resnet9() {
    GraphBuilder graph = builder().graphBuilder().addInputs("image");
    String at = block(graph, "prep", "image", 32);
    at = pooled(graph, "pool1", block(graph, "stage1", at, 64));
    at = residual(graph, "residual1", at, 64);
    at = pooled(graph, "pool2", block(graph, "stage2", at, 128));
    at = pooled(graph, "pool3", block(graph, "stage3", at, 256));
    at = residual(graph, "residual3", at, 256);
    return graph
        .addLayer("average", new GlobalPoolingLayer(PoolingType.AVG), at)
        .addLayer("out", softmax(10), "average")
        .setOutputs("out")
        .setInputTypes(InputType.convolutionalFlat(32, 32, 3))
        .build()
        .toJson();
  }

  private static String block(GraphBuilder graph, String name, String from, int channels) {
    graph
        .addLayer(
            name,
            new ConvolutionLayer.Builder(3, 3)
                .nOut(channels)
                .padding(1, 1)
                .activation(Activation.IDENTITY)
                .build(),
            from)
        .addLayer(name + "-norm", new GroupNormalization.Builder().groups(8).build(), name)
        .addLayer(name + "-relu", new ActivationLayer(Activation.RELU), name + "-norm");
    return name + "-relu";
  }

  private static String pooled(GraphBuilder graph, String name, String from) {
    graph.addLayer(name, maxPool(2, 2), from);
    return name;
  }

  private static String residual(GraphBuilder graph, String name, String from, int channels) {
    String middle = block(graph, name + "a", from, channels);
    String end = block(graph, name + "b", middle, channels);
    graph.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), from, end);
    return name;
  }

  private static NeuralNetConfiguration.Builder builder() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Sgd(0.1))
        .convolutionMode(ConvolutionMode.Truncate)
        .weightInit(WeightInit.RELU);
  }

  private static ConvolutionLayer convolution(int channels, int kernel, int stride, int pad) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nOut(channels)
        .stride(stride, stride)
        .padding(pad, pad)
        .activation(Activation.RELU)
        .build();
  }

  private static SubsamplingLayer maxPool(int kernel, int stride) {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(kernel, kernel)
        .stride(stride, stride)
        .build();
  }

  private static OutputLayer softmax(int classes) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(classes)
        .activation(Activation.SOFTMAX)
        .build();
  }
}
