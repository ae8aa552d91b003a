package org.medveil.jobs.dicomsource;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.codec.DecodedFrame;
import org.medveil.imaging.columns.ColumnValues;
import org.medveil.imaging.columns.DicomColumn;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.PixelElement;
import org.medveil.jobs.tables.SourceFile;

/** The columns of a query and the values of one file for them. */
final class RowMaker implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<Cell> cells;

  private RowMaker(List<Cell> cells) {
    this.cells = cells;
  }

  /** A column by name, with its keyword where it is one. */
  private record Cell(String name, DicomColumn keyword) implements Serializable {}

  static RowMaker of(String[] names) {
    List<Cell> cells = new ArrayList<>();
    for (String name : names) {
      cells.add(new Cell(name, DicomSchema.isKeyword(name) ? DicomColumn.named(name) : null));
    }
    return new RowMaker(List.copyOf(cells));
  }

  boolean hasPixels() {
    return has(DicomSchema.PIXELS);
  }

  /** Something in the file is wanted, or whether it can be read at all. */
  boolean needsFile() {
    return hasPixels()
        || has(DicomSchema.REASON)
        || has(DicomSchema.DETAIL)
        || cells.stream().anyMatch(cell -> cell.keyword() != null);
  }

  private boolean has(String name) {
    return cells.stream().anyMatch(cell -> cell.name().equals(name));
  }

  InternalRow row(SourceFile file, Found found) {
    Object[] values = new Object[cells.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = internal(value(cells.get(i), file, found));
    }
    return new GenericInternalRow(values);
  }

  private static Object value(Cell cell, SourceFile file, Found found) {
    DicomObject object = found.object();
    DicomRejection flaw = found.flaw();
    return switch (cell.name()) {
      case DicomSchema.PATH -> file.uri();
      case DicomSchema.LENGTH -> file.bytes();
      case DicomSchema.REASON -> flaw == null ? null : flaw.reason().name();
      case DicomSchema.DETAIL -> flaw == null ? null : flaw.detail();
      case DicomSchema.PIXELS -> pixels(found);
      case DicomSchema.FRAME -> found.frameIndex();
      case DicomSchema.PHOTOMETRIC -> photometric(found.frame());
      default -> object == null ? null : ColumnValues.of(object, cell.keyword());
    };
  }

  private static String photometric(DecodedFrame frame) {
    return frame == null ? null : frame.format().photometric().name();
  }

  private static Object pixels(Found found) {
    if (found.decoded()) {
      return found.frame() == null ? null : found.frame().bytes();
    }
    return found.object() == null ? null : pixels(found.object().pixels());
  }

  private static List<byte[]> pixels(Optional<PixelElement> pixels) {
    return pixels
        .map(found -> found.isEncapsulated() ? found.fragments() : List.of(found.bytes()))
        .orElse(null);
  }

  /** Spark's own form of a value. */
  private static Object internal(Object value) {
    if (value instanceof String text) {
      return UTF8String.fromString(text);
    }
    if (value instanceof LocalDate date) {
      return (int) date.toEpochDay();
    }
    if (value instanceof List<?> many) {
      return new GenericArrayData(many.stream().map(RowMaker::internal).toArray());
    }
    return value;
  }
}
