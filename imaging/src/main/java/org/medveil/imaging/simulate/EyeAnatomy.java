package org.medveil.imaging.simulate;

/**
 * Where things are in one eye and what colour they have. Lengths in millimetres of retina, origin
 * at the fovea, x towards the nose, y down: a right eye as the photographer sees it.
 *
 * @param discX centre of the optic disc
 * @param discY centre of the optic disc, a little above the fovea
 * @param discWidth half-axis
 * @param discHeight half-axis
 * @param discTilt radians
 * @param cupRatio diameter of the pale cup over that of the disc
 * @param pigment of the fundus, 0 pale to 1 dark
 * @param redness tint of this eye, about -1..1
 * @param macula strength of the yellow spot's darkening, about 1
 * @param choroid visibility of choroidal vessels, about 1
 * @param texture seed of the choroid's pattern
 */
record EyeAnatomy(
    double discX,
    double discY,
    double discWidth,
    double discHeight,
    double discTilt,
    double cupRatio,
    double pigment,
    double redness,
    double macula,
    double choroid,
    long texture) {

  /**
   * @param z this eye's anatomy
   * @param texture the choroid's stream; its bits, unlike its normals, cannot be shared in part
   * @param person age, sex and ethnicity move the means
   */
  static EyeAnatomy of(Latent z, Draw texture, Demographics person) {
    double decades = (person.age() - 33) / 10.0;
    boolean female = person.sex() == 'F';
    double half = z.around(2, .86, .07);
    return new EyeAnatomy(
        z.around(0, 4.35, .16),
        z.around(1, -.45, .17),
        half,
        half * z.around(3, 1.09, .05),
        z.around(4, 0, .2),
        clamp(z.around(5, .45 + .008 * decades, .11), .15, .8),
        clamp(person.ethnicity().pigment() + z.around(6, 0, .1), 0, 1),
        clamp(z.around(7, female ? .12 : -.12, .35), -1, 1),
        clamp(z.around(8, 1 - .06 * decades, .22), .3, 1.7),
        clamp(z.around(9, 1 + .09 * decades, .35), .1, 2.2),
        texture.bits(0));
  }

  private static double clamp(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }
}
