package org.medveil.imaging.burnedin;

import java.io.Serializable;
import java.util.List;
import org.dcm4che3.data.Attributes;

/** What must hold of a header for a rule to apply. */
sealed interface Condition extends Serializable {
  /** Whether it holds. */
  boolean holds(Attributes header);

  /**
   * One value compared.
   *
   * @param value where it stands
   * @param how the comparison
   * @param argument compared with
   */
  record Compare(HeaderValue value, Comparison how, String argument) implements Condition {
    @Override
    public boolean holds(Attributes header) {
      return how.test(value.in(header), argument);
    }
  }

  /** Not. */
  record Not(Condition inner) implements Condition {
    @Override
    public boolean holds(Attributes header) {
      return !inner.holds(header);
    }
  }

  /** All of them; of none, true. */
  record All(List<Condition> parts) implements Condition {
    @Override
    public boolean holds(Attributes header) {
      return parts.stream().allMatch(part -> part.holds(header));
    }
  }

  /** At least one of them; of none, false. */
  record Any(List<Condition> parts) implements Condition {
    @Override
    public boolean holds(Attributes header) {
      return parts.stream().anyMatch(part -> part.holds(header));
    }
  }
}
