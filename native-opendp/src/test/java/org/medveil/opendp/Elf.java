package org.medveil.opendp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a 64-bit little-endian shared object exports (System V ABI, chapters 4 and 5). */
record Elf(ByteBuffer file) {
  private static final int DYNAMIC_SYMBOLS = 11;
  private static final int SYMBOL_SIZE = 24;
  private static final int LOCAL = 0;

  static Elf read(Path path) throws IOException {
    return new Elf(ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** 62 for x86_64, 183 for aarch64. */
  int machine() {
    return file.getShort(18);
  }

  /** Names of the defined dynamic symbols that others can see. */
  List<String> exported() {
    List<String> names = new ArrayList<>();
    int symbols = section(DYNAMIC_SYMBOLS);
    int strings = offset(sectionAt(file.getInt(symbols + 40)));
    int start = offset(symbols);
    int size = Math.toIntExact(file.getLong(symbols + 32));
    for (int at = start; at < start + size; at += SYMBOL_SIZE) {
      boolean seen = file.get(at + 4) >> 4 != LOCAL;
      boolean defined = file.getShort(at + 6) != 0;
      if (seen && defined) {
        names.add(string(strings + file.getInt(at)));
      }
    }
    return names;
  }

  private int section(int type) {
    for (int i = 0; i < file.getShort(60); i++) {
      if (file.getInt(sectionAt(i) + 4) == type) {
        return sectionAt(i);
      }
    }
    throw new IllegalStateException("no section of type " + type);
  }

  private int sectionAt(int index) {
    return Math.toIntExact(file.getLong(40)) + index * file.getShort(58);
  }

  private int offset(int section) {
    return Math.toIntExact(file.getLong(section + 24));
  }

  private String string(int start) {
    int end = start;
    while (file.get(end) != 0) {
      end++;
    }
    return new String(file.array(), start, end - start, StandardCharsets.US_ASCII);
  }
}
