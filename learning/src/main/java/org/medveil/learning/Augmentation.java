package org.medveil.learning;

import java.awt.geom.AffineTransform;
import java.io.Serializable;
import java.util.SplittableRandom;
import org.medveil.contracts.Refusal;

/**
 * Random copies of a patient's images: flips, shifts and rotations. The gradients of all copies are
 * averaged before the clip, so copies cost no privacy, only time (De et al. 2022, "augmentation
 * multiplicity"). What happens to a copy is drawn from a public seed: the same seed gives the same
 * copies, also after a retry.
 *
 * @param copies how many of each image, 1 to 64; copy 0 is the image as it is
 * @param flip whether a copy is mirrored left to right with chance one half; not for images whose
 *     side means something
 * @param shift largest shift along each axis, pixels, 0 to 1000, whole pixels or parts of them
 * @param rotation largest rotation either way, degrees, 0 to 180, about the middle of the image
 */
public record Augmentation(int copies, boolean flip, double shift, double rotation)
    implements Serializable {
  /** Each image as it is, once. */
  public static final Augmentation NONE = new Augmentation(1, false, 0, 0);

  /** Checks the ranges; anything else is exit 2. */
  public Augmentation {
    require(copies >= 1 && copies <= 64, "makes 1 to 64 copies of an image");
    require(shift >= 0 && shift <= 1000, "shifts by 0 to 1000 pixels");
    require(rotation >= 0 && rotation <= 180, "rotates by 0 to 180 degrees");
  }

  /**
   * By words joined with {@code +}: {@code flip}, {@code shiftN} (pixels), {@code rotateN}
   * (degrees), each at most once, or {@code none}. Example: {@code flip+shift2+rotate10}.
   *
   * @param name the words
   * @param copies as above
   * @throws Refusal exit 2 for any other word
   */
  public static Augmentation named(String name, int copies) {
    return AugmentationName.parse(name, copies);
  }

  /** The words that {@link #named} understands. */
  public String name() {
    return AugmentationName.of(this);
  }

  /**
   * Writes the copies of one image.
   *
   * @param image channels x height x width floats, row by row, left alone
   * @param shape of the image
   * @param seed public, of step, patient and image: {@link #seed}
   * @param out receives the copies one after the other, from {@code at}
   * @param at where copy 0 begins
   */
  public void expand(float[] image, Shape shape, long seed, float[] out, int at) {
    if (image.length != shape.size() || out.length - at < copies * shape.size()) {
      throw new IllegalArgumentException("image or buffer do not have the size of " + shape);
    }
    for (int copy = 0; copy < copies; copy++) {
      Image one = new Image(image, shape, seed);
      one.write(this, copy, out, at + copy * shape.size());
    }
  }

  /**
   * An image whose copies are wanted one at a time.
   *
   * @param values channels x height x width floats, row by row, left alone
   * @param shape of the image
   * @param seed public, of step, patient and image: {@link #seed}
   */
  public record Image(float[] values, Shape shape, long seed) {
    /**
     * Writes one copy.
     *
     * @param how what is done to it
     * @param copy 0 up to but not {@code how.copies()}; 0 is the image as it is
     * @param out receives it from {@code at} on
     */
    public void write(Augmentation how, int copy, float[] out, int at) {
      if (copy == 0) {
        System.arraycopy(values, 0, out, at, values.length);
      } else {
        SplittableRandom chance = new SplittableRandom(mixed(seed, copy));
        new Warp(how.draw(shape, chance), shape).apply(values, out, at);
      }
    }
  }

  /** A public seed that is another for each step, patient and image. */
  public static long seed(int step, long patientHash, int image) {
    return mixed(mixed(patientHash, step), image);
  }

  /** Where each pixel of the copy comes from. */
  private AffineTransform draw(Shape shape, SplittableRandom chance) {
    double middleX = (shape.width() - 1) / 2.0;
    double middleY = (shape.height() - 1) / 2.0;
    boolean mirrored = chance.nextBoolean() && flip;
    double turn = Math.toRadians(rotation * (2 * chance.nextDouble() - 1));
    double x = shift * (2 * chance.nextDouble() - 1);
    double y = shift * (2 * chance.nextDouble() - 1);
    AffineTransform source = AffineTransform.getTranslateInstance(middleX + x, middleY + y);
    source.rotate(turn);
    source.scale(mirrored ? -1 : 1, 1);
    source.translate(-middleX, -middleY);
    return source;
  }

  // The first draw of a generator seeded with one number, plus the other: cheap and well mixed.
  private static long mixed(long seed, long more) {
    return new SplittableRandom(new SplittableRandom(seed).nextLong() + more).nextLong();
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw Refusal.usage("an augmentation " + sentence, "for example flip+shift2+rotate10");
    }
  }
}
