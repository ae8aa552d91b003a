package org.medveil.imaging.deid;

/** The column Basic Profile of PS3.15 Table E.1-1, compound actions included. */
enum BasicAction {
  X,
  Z,
  D,
  U,
  X_Z,
  X_D,
  Z_D,
  X_Z_D,
  X_Z_U;

  /** As the table writes it: {@code X/Z/U*}. */
  static BasicAction of(String cell) {
    return valueOf(cell.replace("*", "").replace('/', '_'));
  }

  /**
   * The weakest action that leaves the object valid: a type 3 attribute may go, a type 2 attribute
   * may be empty, a type 1 attribute needs a value.
   *
   * @param type 1, 2 or 3 in this place; 1 where it is not known
   */
  Action forType(int type) {
    return switch (this) {
      case X -> Action.REMOVE;
      case Z -> Action.EMPTY;
      case D -> Action.DUMMY;
      case U -> Action.NEW_UID;
      case X_Z -> type == 3 ? Action.REMOVE : Action.EMPTY;
      case X_D -> type == 3 ? Action.REMOVE : Action.DUMMY;
      case Z_D -> type == 1 ? Action.DUMMY : Action.EMPTY;
      case X_Z_D ->
          switch (type) {
            case 3 -> Action.REMOVE;
            case 2 -> Action.EMPTY;
            default -> Action.DUMMY;
          };
      // Of the three, the references with new UIDs keep most and show nothing.
      case X_Z_U -> Action.KEEP;
    };
  }
}
