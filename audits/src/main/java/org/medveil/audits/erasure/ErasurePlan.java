package org.medveil.audits.erasure;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.medveil.contracts.Refusal;

/**
 * What is to be erased and how.
 *
 * @param concepts each once; may be none
 * @param method for the concepts
 * @param identityRank k of the identity erasure that follows, 0 for none
 * @param keepTask whether the covariance with the label is to stay
 */
public record ErasurePlan(List<Concept> concepts, Method method, int identityRank, boolean keepTask)
    implements Serializable {
  /** How concepts are erased. */
  public enum Method {
    /** Least change. */
    LEACE,
    /** Keeps the covariance with the label exactly; needs a task to keep. */
    SPLINCE,
    /** Five rounds of nullspace projection, for comparison. */
    INLP;

    /**
     * By the word of an option, e.g. {@code leace}.
     *
     * @throws Refusal exit 2 for another word
     */
    public static Method named(String word) {
      return Arrays.stream(values())
          .filter(known -> known.word().equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  Refusal.usage(
                      "there is no method '" + word + "'",
                      "known: "
                          + Arrays.stream(values())
                              .map(Method::word)
                              .collect(Collectors.joining(", "))));
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws Refusal exit 2 when nothing is to be erased, or SPLINCE has nothing to keep
   */
  public ErasurePlan {
    concepts = List.copyOf(concepts);
    Objects.requireNonNull(method);
    if (identityRank < 0 || (concepts.isEmpty() && identityRank == 0)) {
      throw Refusal.usage(
          "There is nothing to erase.", "Name concepts, or a rank of identity above 0.");
    }
    if (method == Method.SPLINCE && !keepTask) {
      throw Refusal.usage("SPLINCE keeps a task, and none is to be kept.", "Use leace.");
    }
  }

  /** For a card, e.g. {@code leace(sex,age)+identity(48)}. */
  public String words() {
    String named =
        concepts.isEmpty()
            ? ""
            : method.word()
                + concepts.stream().map(Concept::word).collect(Collectors.joining(",", "(", ")"));
    String identity = identityRank == 0 ? "" : "identity(" + identityRank + ")";
    return named + (named.isEmpty() || identity.isEmpty() ? "" : "+") + identity;
  }

  /** What is kept, for a card. */
  public String kept() {
    return keepTask ? "label" : "nothing";
  }

  /** The same with another rank of identity. */
  public ErasurePlan rank(int k) {
    return new ErasurePlan(concepts, method, k, keepTask);
  }

  /** The same without the task. */
  public ErasurePlan keepingNothing() {
    return new ErasurePlan(
        concepts, method == Method.SPLINCE ? Method.LEACE : method, identityRank, false);
  }

  Eraser fit(Moments moments) {
    Eraser first = concepts.isEmpty() ? Eraser.none(moments.columns().vector()) : concept(moments);
    if (identityRank == 0) {
      return first;
    }
    IdentityErasure identity = IdentityErasure.of(moments.after(first));
    return first.then(
        keepTask ? identity.keepingTask(identityRank) : identity.keepingNothing(identityRank));
  }

  private Eraser concept(Moments moments) {
    return switch (method) {
      case LEACE -> Leace.fit(moments);
      case SPLINCE -> Splince.fit(moments);
      case INLP -> NullspaceProjection.fit(moments, 5);
    };
  }
}
