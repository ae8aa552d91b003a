package org.medveil.imaging.codec;

import org.medveil.contracts.RejectReason;
import org.medveil.imaging.Rejected;

/** Decodes the codestream of one frame. Stateless. */
interface FrameDecoder {
  /**
   * @param codestream of one frame; may be followed by padding
   * @param format the file's pixel module, which the codestream must not contradict
   */
  DecodedFrame decode(byte[] codestream, PixelFormat format) throws Rejected;

  /** The decoder of an encapsulated transfer syntax. */
  static FrameDecoder of(String transferSyntax) throws Rejected {
    return switch (transferSyntax == null ? "" : transferSyntax) {
      case "1.2.840.10008.1.2.5" -> Rle::decode;
      case "1.2.840.10008.1.2.4.50" -> BaselineJpeg::decode;
      case "1.2.840.10008.1.2.4.51" -> HuffmanJpeg::extended;
      case "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70" -> HuffmanJpeg::lossless;
      case "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81" -> JpegLs::decode;
      case "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91" -> Jpeg2000::decode;
      case "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203" ->
          Jpeg2000::decode;
      default ->
          throw new Rejected(
              RejectReason.UNSUPPORTED_TRANSFER_SYNTAX, "no decoder for this transfer syntax");
    };
  }
}
