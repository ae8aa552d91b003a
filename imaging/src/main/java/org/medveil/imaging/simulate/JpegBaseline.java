package org.medveil.imaging.simulate;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** JPEG process 1 through the JDK, colour as YCbCr with chroma halved in columns only (4:2:2). */
final class JpegBaseline {
  private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

  private JpegBaseline() {}

  /**
   * @param rgb interleaved, row-major
   * @param size of the square image
   * @param quality 0..1
   */
  static byte[] encode(byte[] rgb, int size, double quality) throws IOException {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    int[] row = new int[size];
    for (int y = 0, at = 0; y < size; y++) {
      for (int x = 0; x < size; x++, at += 3) {
        row[x] = (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | (rgb[at + 2] & 0xFF);
      }
      image.setRGB(0, y, size, 1, row, 0, size);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(size * size / 2);
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality((float) quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, sampling(writer, image, param)), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The writer's default is 4:2:0, which YBR_FULL_422 does not mean. */
  private static IIOMetadata sampling(
      ImageWriter writer, BufferedImage image, ImageWriteParam param) throws IOException {
    IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
    Node tree = metadata.getAsTree(FORMAT);
    NodeList components = ((Element) tree).getElementsByTagName("componentSpec");
    Element luma = (Element) components.item(0);
    luma.setAttribute("HsamplingFactor", "2");
    luma.setAttribute("VsamplingFactor", "1");
    metadata.setFromTree(FORMAT, tree);
    return metadata;
  }
}
