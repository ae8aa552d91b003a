package org.medveil.imaging.simulate;

/**
 * Capitals, digits and a few signs as 5 by 7 dots. Own dots, so that pictures do not depend on the
 * fonts of the machine.
 */
public final class BitmapFont {
  /** Dots of a sign from left to right. */
  public static final int WIDTH = 5;

  /** Dots of a sign from top to bottom. */
  public static final int HEIGHT = 7;

  /** Dots from one sign to the next. */
  public static final int ADVANCE = 6;

  private static final String SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-.,:/";

  /** Five columns per sign, two hexadecimal digits each, lowest bit on top. */
  private static final String COLUMNS =
      "3E5149453E00427F4000426151494621414"
          + "54B311814127F102745454539"
          + "3C4A49493001710905033649494936064949291E"
          + "7E1111117E7F494949363E414141227F4141221C7F494949417F090909013E4149497A7F0808087F"
          + "00417F41002040413F017F081422417F404040407F020C027F7F0408107F3E4141413E7F09090906"
          + "3E4151215E7F09192946464949493101017F01013F4040403F1F2040201F3F4038403F6314081463"
          + "07087008076151494543"
          + "08080808080060600000005030000000363600002010080402";

  private BitmapFont() {}

  /** Whether the dot of this sign is set; a sign that is not in the font is blank. */
  public static boolean dot(char sign, int column, int row) {
    int index = SIGNS.indexOf(sign);
    if (index < 0) {
      return false;
    }
    int at = 2 * (WIDTH * index + column);
    int bits = Integer.parseInt(COLUMNS.substring(at, at + 2), 16);
    return (bits >> row & 1) == 1;
  }
}
