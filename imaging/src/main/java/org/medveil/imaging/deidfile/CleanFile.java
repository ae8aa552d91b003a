package org.medveil.imaging.deidfile;

import java.util.Map;
import org.medveil.imaging.burnedin.PixelVerdict;
import org.medveil.imaging.deid.Action;

/**
 * A de-identified file, looked over.
 *
 * @param path pseudonymous study, series and instance UID, {@code a/b/c.dcm}
 * @param bytes to be written, not copied
 * @param actions attributes per action, nested ones included
 * @param pixels what was done about text in its pixels
 */
public record CleanFile(
    String path, byte[] bytes, Map<Action, Integer> actions, PixelVerdict pixels) {
  /** Copies the counts. */
  public CleanFile {
    actions = Map.copyOf(actions);
  }

  /** Frames were masked. */
  public boolean masked() {
    return pixels instanceof PixelVerdict.Mask;
  }

  /** The detector saw every frame. */
  public boolean examined() {
    return PixelStep.isExamined(pixels);
  }

  @Override
  public String toString() {
    return "CleanFile[" + actions + "]";
  }
}
