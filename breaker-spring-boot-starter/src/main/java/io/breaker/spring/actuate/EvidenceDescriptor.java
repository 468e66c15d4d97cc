package io.breaker.spring.actuate;

import org.jspecify.annotations.Nullable;

import io.breaker.event.Evidence;
import io.breaker.event.Trigger;

/**
 * What a move was decided on.
 *
 * @param rule the rule that was met
 * @param bad how many calls or trials were failed or slow; absent where none were counted
 * @param calls how many there were; absent where none were counted
 * @param rate percent of bad calls; absent where none were counted
 * @param words the same in words
 * @since 0.1.0
 */
public record EvidenceDescriptor(Trigger rule, @Nullable Long bad, @Nullable Long calls, @Nullable Double rate,
		String words) {

	static @Nullable EvidenceDescriptor of(@Nullable Evidence evidence) {
		if (evidence == null) {
			return null;
		}
		boolean counted = evidence.calls() > 0;
		return new EvidenceDescriptor(evidence.trigger(), counted ? evidence.bad() : null,
				counted ? evidence.calls() : null, counted ? Figures.rounded(evidence.rate()) : null,
				evidence.describe());
	}

}
